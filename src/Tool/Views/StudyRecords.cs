using System.Collections.Immutable;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Views;

/// <summary>Studies as records, with the names that Optuna's command line uses.</summary>
internal static class StudyRecords
{
    private static readonly ImmutableArray<string> Columns =
        ["name", "direction", "n_trials", "complete", "pruned", "failed", "running", "waiting", "best_value", "datetime_start", "user_attrs"];

    /// <summary>A view of studies.</summary>
    /// <param name="storage">Where they lie.</param>
    /// <param name="studies">The studies.</param>
    /// <returns>The view.</returns>
    public static RecordView View(IStorage storage, IReadOnlyList<StudyRecord> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);
        var records = studies.Select(s => Of(storage, s)).ToList();
        return new RecordView
        {
            Records = records,
            Columns = Columns,
            Rows = [.. records.Select(r => Columns.Take(Columns.Length - 2).ToDictionary(c => c, c => r[c], StringComparer.Ordinal))],
        };
    }

    /// <summary>The best complete trial of a study; confirm trials do not count.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The trial; null where none is complete.</returns>
    public static FrozenTrial? Best(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Trials.Any(t => t is { State: TrialState.Complete, Value: not null } && t.Round != TrialAttributes.ConfirmRound) ? study.BestTrial : null;
    }

    private static Dictionary<string, object?> Of(IStorage storage, StudyRecord record)
    {
        using var study = Study.Load(record.Name, new StudyOptions { Storage = storage });
        var trials = study.Trials;
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = record.Name,
            ["direction"] = record.Direction.ToString().ToUpperInvariant(),
            ["n_trials"] = (long)trials.Count,
            ["complete"] = Count(TrialState.Complete),
            ["pruned"] = Count(TrialState.Pruned),
            ["failed"] = Count(TrialState.Fail),
            ["running"] = Count(TrialState.Running),
            ["waiting"] = Count(TrialState.Waiting),
            ["best_value"] = Best(study)?.Value,
            ["datetime_start"] = trials.Count == 0 ? null : TrialRecords.Time(trials.Min(t => t.Start)),
            ["user_attrs"] = TrialRecords.Attributes(record.UserAttributes),
        };

        long Count(TrialState state) => trials.Count(t => t.State == state);
    }
}
