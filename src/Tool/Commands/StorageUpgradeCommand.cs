using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Brings a storage to the present schema.</summary>
/// <param name="services">What commands get.</param>
[Command("upgrade", Description = "Bring a storage of Optuna 0.9 or later to the present schema; a file is copied first")]
[Example("storage upgrade --storage sqlite:///old.db", "prints where the copy lies")]
[ExitCodes("the storage is up to date; the copy's path was printed where one was made", "there is no storage, or Optuna itself must upgrade it")]
internal sealed class StorageUpgradeCommand(ToolServices services) : StoredViewCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = Format;
        var copy = StorageMaintenance.Upgrade(place.RequireThere(), Services.Time);
        Terminal.Say(copy is null
            ? $"hyper: {place.DisplayUrl} is up to date."
            : $"hyper: {place.DisplayUrl} was upgraded; a copy of what it was lies in {copy}");
        if (HasFormat)
        {
            var record = new Dictionary<string, object?>(StringComparer.Ordinal) { ["storage"] = place.DisplayUrl, ["copy"] = copy };
            new RecordView { Records = [record], Columns = ["storage", "copy"], IsSingle = true }.Print(Terminal, format);
        }
        else if (copy is not null)
        {
            Terminal.Write(copy);
        }

        return ExitCode.Done;
    }
}
