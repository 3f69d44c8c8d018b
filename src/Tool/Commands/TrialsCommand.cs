using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows the trials of a study.</summary>
/// <param name="services">What commands get.</param>
[Command("trials", Description = "Show the trials of a study")]
[Example("trials", "those of the newest phase, or of the only study there is")]
[Example("trials digits --storage sqlite:///studies.db", "those of a study in any file, also one that Optuna made")]
[Example("trials digits --format csv > trials.csv", "the columns of Optuna's data frame")]
[ExitCodes("the trials were shown", "the storage cannot be used")]
internal sealed class TrialsCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = Format;
        using var storage = place.Open(Services.Time);
        var study = FindStudy(storage, place, StudyName);
        TrialRecords.View(storage.Read(study.Id, StudyCursor.Start).Trials).Print(Terminal, format);
        return ExitCode.Done;
    }
}
