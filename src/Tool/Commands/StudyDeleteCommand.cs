using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Deletes a study.</summary>
/// <param name="services">What commands get.</param>
[Command("delete", Description = "Delete a study with all its trials; asks first")]
[Example("study delete digits --storage sqlite:///studies.db", "asks, then deletes")]
[Example("study delete digits --yes", "deletes without a question, for scripts")]
[Example("study delete digits --yes --json", "prints what the study was")]
[ExitCodes("the study is gone", "the answer was no, or the storage cannot be used")]
internal sealed class StudyDeleteCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <summary>Gets a value indicating whether nothing is asked.</summary>
    [Option("-y|--yes", Description = "Delete without a question")]
    public bool Yes { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var name = RequireName("study delete digits");
        var format = Format;
        using var storage = place.Open(Services.Time);
        var study = FindStudy(storage, place, name);
        var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
        var running = trials.Count(t => t.State == TrialState.Running);
        var what = $"the study '{name}' with {trials.Count} trials{(running > 0 ? $", {running} of them running," : string.Empty)} in {storage.DisplayUrl}";
        if (!Yes && !IsConfirmed(what))
        {
            Terminal.Say("hyper: nothing was deleted.");
            return ExitCode.Failed;
        }

        var was = StudyRecords.View(storage, [study]) with { IsSingle = true };
        storage.DeleteStudy(study.Id);
        Terminal.Say($"hyper: deleted {what}");
        if (HasFormat)
        {
            was.Print(Terminal, format);
        }

        return ExitCode.Done;
    }

    private bool IsConfirmed(string what)
    {
        if (!Terminal.IsInteractive)
        {
            throw new UsageException($"Deleting {Terminal.Clean(what)} needs a yes, but nobody can be asked here. Write --yes.");
        }

        return Terminal.Ask($"Delete {what}? This cannot be undone. [y/N] ", Services.Shutdown.Token)?.ToLowerInvariant() is "y" or "yes";
    }
}
