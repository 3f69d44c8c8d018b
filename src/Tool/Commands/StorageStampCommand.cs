using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Marks a storage for a version of Optuna.</summary>
/// <param name="services">What commands get.</param>
[Command("stamp", Description = "Mark a storage so that a version of Optuna opens it without a flag; this tool opens it either way")]
[Example("storage stamp --optuna 3.1", "for Optuna 3.0 and 3.1 (Debian 12)")]
[Example("storage stamp --optuna 4 --storage sqlite:///studies.db", "for Optuna 3.2 and later")]
[ExitCodes("the storage is marked", "there is no storage, or the version is unknown")]
internal sealed class StorageStampCommand(ToolServices services) : StoredCommand(services)
{
    /// <summary>Gets Optuna's version.</summary>
    [Option("--optuna <VERSION>", Description = "The version of Optuna that is to open it, such as 3.1 or 4")]
    public string? Optuna { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var version = Optuna ?? throw new UsageException("A stamp is for a version of Optuna, but none is given. Write for example --optuna 3.1.");
        var revision = StorageMaintenance.Stamp(place.RequireThere(), version);
        Terminal.Say($"hyper: {place.DisplayUrl} has schema {revision} now, which Optuna {version} opens.");
        return ExitCode.Done;
    }
}
