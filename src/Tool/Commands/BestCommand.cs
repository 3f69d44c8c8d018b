using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows the values that hold now in a project, or the best trial of a study.</summary>
/// <param name="services">What commands get.</param>
[Command("best", Description = "Show the hyperparameters that hold now and which phase froze each; with STUDY, its best trial")]
[Example("best", "one line a parameter")]
[Example("best --json", "value by parameter as JSON, for a script")]
[Example("best digits --storage sqlite:///studies.db", "the best trial of a study in any file")]
[ExitCodes("the values were shown", "the study has no complete trial, or the storage cannot be used")]
internal sealed class BestCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = Format;
        if (StudyName is null && place.Project is { } project)
        {
            BestView.Print(project, Services, format);
            return ExitCode.Done;
        }

        using var storage = place.Open(Services.Time);
        var record = FindStudy(storage, place, StudyName);
        using var study = Studies.Study.Load(record.Name, new Studies.StudyOptions { Storage = storage, Time = Services.Time });
        var best = StudyRecords.Best(study) ?? throw new HyperException($"The study '{Terminal.Clean(record.Name)}' has no complete trial yet, so there is no best one. dotnet hyper trials shows where they stand.");
        TrialRecords.View([best], isSingle: true).Print(Terminal, format);
        return ExitCode.Done;
    }
}
