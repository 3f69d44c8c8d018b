using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows the studies of a storage.</summary>
/// <param name="services">What commands get.</param>
[Command("list", Description = "Show the studies of a storage")]
[Example("study list --storage sqlite:///studies.db", "a table")]
[Example("study list --format json", "with user attributes, for a script")]
[ExitCodes("the studies were shown", "the storage cannot be used")]
internal sealed class StudyListCommand(ToolServices services) : StoredViewCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = Format;
        using var storage = place.Open(Services.Time);
        StudyRecords.View(storage, storage.ListStudies()).Print(Terminal, format);
        return ExitCode.Done;
    }
}
