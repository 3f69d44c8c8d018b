using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Chooses what is retrained with fresh seeds, and reads what came of it.</summary>
internal static class ConfirmRound
{
    /// <summary>The first fresh seed; search trials train with smaller ones.</summary>
    public const long FirstSeed = 1000;

    // a training that was mended may try again; a diverged one tells something and does not
    private const int MostAttempts = 2;

    private const string CandidateAttribute = "hyper:candidate";

    /// <summary>The candidates: the best different configurations that lead the baseline in the search.</summary>
    /// <param name="view">The phase.</param>
    public static ImmutableArray<FrozenTrial> Candidates(PhaseView view)
    {
        var baseline = PhaseTrials.Baseline(view.Trials);
        var known = baseline is null ? [] : new HashSet<string>([PhaseTrials.Configuration(baseline)], StringComparer.Ordinal);
        var reference = baseline is { State: TrialState.Complete } ? baseline.Value : null;
        return
        [
            .. PhaseTrials.Ranked(view.Trials, view.Direction)
                .Where(t => t is { State: TrialState.Complete, Value: not null } && known.Add(PhaseTrials.Configuration(t)))
                .Where(t => reference is not { } r || PhaseTrials.Lead(t.Value ?? r, r, view.Direction) > 0)
                .Take(Math.Min(view.Settings.ConfirmTop, DunnettTable.MostCandidates)),
        ];
    }

    /// <summary>The confirm trials that are not in the study yet, seed by seed so that an early end leaves whole seeds.</summary>
    /// <param name="view">The phase.</param>
    public static ImmutableArray<NewTrial> Missing(PhaseView view)
    {
        var candidates = Candidates(view);
        if (candidates.IsEmpty || view.Settings.ConfirmSeeds < 1)
        {
            return [];
        }

        var there = view.Trials.Where(t => !PhaseTrials.IsSearch(t))
            .GroupBy(t => (Seed(t), Candidate(t)))
            .Where(g => g.Any(t => !IsBroken(t)) || g.Count() >= MostAttempts)
            .Select(g => g.Key)
            .ToHashSet();
        var baseline = PhaseTrials.Baseline(view.Trials) is { State: TrialState.Complete or TrialState.Pruned } b ? new[] { b } : [];
        var missing = Enumerable.Range(0, view.Settings.ConfirmSeeds)
            .SelectMany(i => baseline.Concat(candidates).Select(t => (Seed: FirstSeed + i, Trial: t)))
            .Where(c => !there.Contains((c.Seed, c.Trial.Number)))
            .ToList();
        // with a budget one seed at a time, so that it is looked at in between
        var now = view.Portion is not { } portion || portion >= missing.Count ? missing : missing.Where(c => c.Seed == missing[0].Seed);
        return [.. now.Select(c => Waiting(view, c.Trial, c.Seed))];
    }

    /// <summary>The values of the retrained baseline.</summary>
    /// <param name="view">The phase.</param>
    public static ConfirmGroup Baseline(PhaseView view) =>
        new(null, PhaseTrials.Baseline(view.Trials) is { } b ? Values(view, b.Number) : []);

    /// <summary>The values of the retrained candidates.</summary>
    /// <param name="view">The phase.</param>
    public static ImmutableArray<ConfirmGroup> Groups(PhaseView view) =>
        [.. Candidates(view).Select(c => new ConfirmGroup(c.Number, Values(view, c.Number)))];

    private static ImmutableArray<double> Values(PhaseView view, int candidate) =>
    [
        .. view.Trials
            .Where(t => !PhaseTrials.IsSearch(t) && t is { State: TrialState.Complete, Value: not null } && Candidate(t) == candidate)
            .Select(t => t.Value ?? 0),
    ];

    private static NewTrial Waiting(PhaseView view, FrozenTrial trial, long seed)
    {
        var isBaseline = PhaseTrials.IsBaseline(trial);
        var values = isBaseline
            ? FixedParameters.Of(view.Space, view.Space.Baseline)
            : trial.Parameters.ToImmutableSortedDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal);
        var waiting = FixedParameters.Waiting(values, TrialAttributes.ConfirmRound);
        var attributes = waiting.UserAttributes
            .Add(TrialAttributes.Seed, seed.ToString(CultureInfo.InvariantCulture))
            .Add(CandidateAttribute, trial.Number.ToString(CultureInfo.InvariantCulture));
        return waiting with { UserAttributes = isBaseline ? attributes.Add(TrialAttributes.Baseline, "true") : attributes };
    }

    /// <summary>Tells whether a trial failed for another reason than its parameters.</summary>
    /// <param name="trial">The trial.</param>
    public static bool IsBroken(FrozenTrial trial) =>
        trial.State == TrialState.Fail && trial.Reason?.StartsWith(TrialEnd.Diverged, StringComparison.Ordinal) != true;

    private static long Seed(FrozenTrial trial) => Number(trial, TrialAttributes.Seed);

    private static int Candidate(FrozenTrial trial) => (int)Number(trial, CandidateAttribute);

    private static long Number(FrozenTrial trial, string key) =>
        trial.UserAttributes.TryGetValue(key, out var json) && long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : -1;
}
