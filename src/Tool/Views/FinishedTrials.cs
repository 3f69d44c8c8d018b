using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Views;

/// <summary>Finds the trials that ended since it was last asked, each once, and says them in one line.</summary>
/// <param name="storage">Where the study lies.</param>
/// <param name="study">The study's name.</param>
internal sealed class FinishedTrials(IStorage storage, string study)
{
    private readonly HashSet<int> _known = [];
    private StudyCursor _cursor = StudyCursor.Start;
    private bool _isFirst = true;

    /// <summary>Finds the trials that are new since the last call; the first call finds none, since they are history.</summary>
    /// <returns>The trials by number.</returns>
    public IReadOnlyList<FrozenTrial> Next()
    {
        if (storage.FindStudy(study) is not { } record)
        {
            return [];
        }

        var changes = storage.Read(record.Id, _cursor);
        _cursor = changes.Cursor;
        var ended = changes.Trials.Where(t => t.IsFinished && _known.Add(t.Number)).ToList();
        var news = _isFirst ? [] : ended;
        _isFirst = false;
        return news;
    }

    /// <summary>One line about a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>Such as <c>explore  #7 0.9633 learning_rate 0.0731 (30 epochs, 0.4 s)</c>.</returns>
    public static string Line(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var outcome = trial.State switch
        {
            TrialState.Complete => PhaseText.Metric(trial.Value),
            TrialState.Pruned => string.Create(CultureInfo.InvariantCulture, $"pruned at epoch {SpendCounter.Epochs(trial)} ({PhaseText.Metric(trial.LastReport?.Value)})"),
            TrialState.Fail => $"failed: {trial.Reason}",
            _ => trial.State.ToString().ToLowerInvariant(),
        };
        var seconds = trial is { Start: { } start, End: { } end } ? (end - start).TotalSeconds : 0;
        var label = PhaseTrials.IsBaseline(trial) ? "baseline " : string.Empty;
        if (TrialAttributes.ReadText(trial.UserAttributes, TrialAttributes.Source) is { } source)
        {
            return $"{trial.Round,-8} #{trial.Number} {outcome}  {label}{Parameters(trial)} (taken over from {source}: the same training)";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{trial.Round,-8} #{trial.Number} {outcome}  {label}{Parameters(trial)} ({CostText.Count(SpendCounter.Epochs(trial), "epoch")}, {seconds:0.0} s){Why(trial)}");
    }

    // the reason begins with the step, which the line has already
    private static string Why(FrozenTrial trial) => trial.State == TrialState.Pruned && trial.Reason is { Length: > 0 } reason
        ? ": " + reason[(reason.IndexOf(" the ", StringComparison.Ordinal) + 1)..]
        : trial.UserAttributes.ContainsKey(TrialAttributes.PruneControl) ? " (a control: it was due to be pruned)" : string.Empty;

    /// <summary>The parameters of a trial in one line.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>Such as <c>learning_rate 0.0731, schedule cosine</c>.</returns>
    public static string Parameters(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return PhaseText.Values(trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value.External)));
    }
}
