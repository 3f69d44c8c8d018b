using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows the attributes of a study.</summary>
/// <param name="services">What commands get.</param>
[Command("list", Description = "Show the user attributes of a study")]
[Example("study attr list digits", "a table of keys and values")]
[Example("study attr list digits --system --json", "what the engine itself keeps")]
[ExitCodes("the attributes were shown", "the storage cannot be used")]
internal sealed class StudyAttrListCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <summary>Gets a value indicating whether system attributes are shown instead.</summary>
    [Option("--system", Description = "Show the system attributes instead")]
    public bool System { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = Format;
        using var storage = place.Open(Services.Time);
        var study = FindStudy(storage, place, StudyName);
        var attributes = TrialRecords.Attributes(System ? study.SystemAttributes : study.UserAttributes);
        if (format is RecordFormat.Json or RecordFormat.Yaml)
        {
            new RecordView { Records = [attributes], Columns = [], IsSingle = true }.Print(Terminal, format);
            return ExitCode.Done;
        }

        var pairs = attributes.Select(a => new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = a.Key, ["value"] = a.Value is string ? a.Value : PythonJson.Write(a.Value) });
        new RecordView { Records = [.. pairs], Columns = ["key", "value"] }.Print(Terminal, format);
        return ExitCode.Done;
    }
}
