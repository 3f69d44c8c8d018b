using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Prints a user attribute of a study.</summary>
/// <param name="services">What commands get.</param>
[Command("get", Description = "Print one user attribute of a study: a text as it is, anything else as JSON")]
[Example("study attr get digits note", "prints the note")]
[Example("study attr get digits note --json", "prints it in quotes")]
[Example("study attr get digits note --format csv", "key and value")]
[ExitCodes("the value was printed", "the study has no such attribute")]
internal sealed class StudyAttrGetCommand(ToolServices services) : StudyAttrKeyCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        const string Example = "study attr get digits note";
        var (name, key) = (RequireName(Example), RequireKey(Example));
        using var storage = place.Open(Services.Time);
        var study = FindStudy(storage, place, name);
        var json = study.UserAttributes.GetValueOrDefault(key) ?? throw NoKey(study);
        if (!HasFormat && TrialRecords.Attributes(study.UserAttributes)[key] is string text)
        {
            text.Split('\n').ToList().ForEach(Terminal.Write);
            return ExitCode.Done;
        }

        if (HasFormat)
        {
            Print(json);
        }
        else
        {
            Terminal.Write(RecordText.Json(PythonJson.Read(json)));
        }

        return ExitCode.Done;
    }
}
