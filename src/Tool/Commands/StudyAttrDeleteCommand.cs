using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Removes a user attribute of a study.</summary>
/// <param name="services">What commands get.</param>
[Command("delete", Description = "Remove one user attribute of a study")]
[Example("study attr delete digits note", "forget the note")]
[ExitCodes("the attribute is gone", "the study has no such attribute")]
internal sealed class StudyAttrDeleteCommand(ToolServices services) : StudyAttrKeyCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        const string Example = "study attr delete digits note";
        var (name, key) = (RequireName(Example), RequireKey(Example));
        _ = Format;
        using var storage = place.Open(Services.Time);
        var study = FindStudy(storage, place, name);
        var json = study.UserAttributes.GetValueOrDefault(key) ?? throw NoKey(study);
        storage.SetStudyAttribute(study.Id, key, null);
        if (HasFormat)
        {
            Print(json);
        }

        return ExitCode.Done;
    }
}
