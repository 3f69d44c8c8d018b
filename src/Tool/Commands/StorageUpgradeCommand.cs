using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Brings a storage to the present schema.</summary>
/// <param name="services">What commands get.</param>
[Command("upgrade", Description = "Bring a storage of Optuna 0.9 or later to the present schema; a file is copied first")]
[Example("storage upgrade --storage sqlite:///old.db", "prints where the copy lies")]
[ExitCodes("the storage is up to date; the copy's path was printed where one was made", "there is no storage, or Optuna itself must upgrade it")]
internal sealed class StorageUpgradeCommand(ToolServices services) : StoredCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var copy = StorageMaintenance.Upgrade(place.RequireThere(), Services.Time);
        if (copy is null)
        {
            Terminal.Say($"hyper: {place.DisplayUrl} is up to date.");
            return ExitCode.Done;
        }

        Terminal.Say($"hyper: {place.DisplayUrl} was upgraded; a copy of what it was lies in {copy}");
        Terminal.Write(copy);
        return ExitCode.Done;
    }
}
