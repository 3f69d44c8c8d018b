using System.Collections.Immutable;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Chooses what is retrained with fresh seeds: the candidates and the baseline once, then the better half of the
/// candidates and the baseline with the other seeds. What that saved goes to the other half where a candidate is adopted in any
/// case, so that it is the best of all; and to more seeds for the leader and the baseline where these could tell a lead that is not
/// yet beyond chance. It never takes more than candidates and baseline with all seeds.
/// </summary>
internal static class ConfirmRound
{
    /// <summary>The first fresh seed; search trials train with smaller ones.</summary>
    public const long FirstSeed = 1000;

    private const int MostCompared = 50;

    // a training that was mended may try again; a diverged one tells something and does not
    private const int MostAttempts = 2;

    /// <summary>
    /// The candidates: the best different configurations that lead the baseline in the search, as far as they were trained. A
    /// pruned one is compared where it was ended: pruning leaves few of those that are equally good, and which of them is luck.
    /// </summary>
    /// <param name="view">The phase.</param>
    public static ImmutableArray<FrozenTrial> Candidates(PhaseView view)
    {
        var baseline = PhaseTrials.Baseline(view.Trials);
        var known = baseline is null ? [] : new HashSet<string>([PhaseTrials.Configuration(baseline)], StringComparer.Ordinal);
        var reference = Reference(view, baseline);
        bool Leads(FrozenTrial trial) => trial switch
        {
            { State: TrialState.Complete, Value: { } value } => reference is not { } r || PhaseTrials.Lead(value, r, view.Direction) > 0,
            { State: TrialState.Pruned } => reference is null ? trial.LastReport is { Value: var last } && double.IsFinite(last) : TrialStanding.Lead(trial, baseline!, view.Direction) > 0,
            _ => false,
        };

        // each is compared with each, so that of many only the best of either kind are
        FrozenTrial[] leading = [.. PhaseTrials.Ranked(view.Trials, view.Direction).Where(Leads).GroupBy(t => t.State).SelectMany(g => g.Take(MostCompared))];
        return
        [
            .. leading.Zip(TrialStanding.Of(leading, view.Direction))
                .OrderBy(t => t.Second)
                .Select(t => t.First)
                .Where(t => known.Add(PhaseTrials.Configuration(t)))
                .Take(Math.Min(view.Settings.ConfirmTop, DunnettTable.MostCandidates)),
        ];
    }

    /// <summary>The confirm trials that come next, seed by seed so that an early end leaves whole seeds.</summary>
    /// <param name="view">The phase; its confirm trials are finished.</param>
    /// <returns>Trials that wait, and trainings of an earlier phase that are taken over; empty where the round is over.</returns>
    public static ImmutableArray<NewTrial> Missing(PhaseView view)
    {
        var seeds = view.Settings.ConfirmSeeds;
        if (view.Settings.ConfirmTop < 1 || seeds < 1)
        {
            return [];
        }

        var there = Settled(view);
        var baseline = PhaseTrials.Baseline(view.Trials) is { State: TrialState.Complete or TrialState.Pruned } b ? new[] { b } : [];
        var known = view.KnownRetrainings.Where(k => baseline.Length > 0 && !there.Contains((ConfirmTrials.Seed(k.UserAttributes), baseline[0].Number))).ToList();
        if (known.Count > 0)
        {
            return [.. known.Select(k => k with { UserAttributes = ConfirmTrials.With(k.UserAttributes, baseline[0].Number) })];
        }

        var candidates = Candidates(view);
        if (candidates.IsEmpty)
        {
            return [];
        }

        ImmutableArray<NewTrial> Absent(IEnumerable<FrozenTrial> configurations, int from, int count) =>
            Absentees(view, there, [.. baseline, .. configurations], Enumerable.Range(from, count).Select(i => FirstSeed + i));
        var better = Better(view, candidates);
        var waves = new[]
        {
            () => Absent(candidates, 0, 1),
            () => Absent(better, 1, seeds - 1),
            () => new FirstLook(view, better) is var look && look.IsClear ? Absent(look.Rest, 1, seeds - 1) : Absent(look.Leader, seeds, look.More),
        };
        return waves.Select(wave => wave()).FirstOrDefault(missing => !missing.IsEmpty, []);
    }

    /// <summary>The values of the retrained baseline.</summary>
    /// <param name="view">The phase.</param>
    public static ConfirmGroup Baseline(PhaseView view) =>
        new(null, PhaseTrials.Baseline(view.Trials) is { } b ? ConfirmTrials.Values(view.Trials, b.Number) : []);

    /// <summary>The values of the retrained candidates.</summary>
    /// <param name="view">The phase.</param>
    public static ImmutableArray<ConfirmGroup> Groups(PhaseView view) =>
        [.. Candidates(view).Select(c => new ConfirmGroup(c.Number, ConfirmTrials.Values(view.Trials, c.Number)))];

    // what made an earlier phase choose a baseline is partly luck: a trial may lead its trainings with fresh seeds instead
    private static double? Reference(PhaseView view, FrozenTrial? baseline)
    {
        if (baseline is not { State: TrialState.Complete, Value: { } searched })
        {
            return null;
        }

        var fresh = view.Trials.Where(t => !PhaseTrials.IsSearch(t) && PhaseTrials.IsTakenOver(t)).Select(t => t.Value ?? searched).DefaultIfEmpty(searched).Average();
        return PhaseTrials.Lead(searched, fresh, view.Direction) > 0 ? fresh : searched;
    }

    private static HashSet<(long Seed, int Candidate)> Settled(PhaseView view) =>
    [
        .. view.Trials.Where(t => !PhaseTrials.IsSearch(t))
            .GroupBy(t => (ConfirmTrials.Seed(t.UserAttributes), ConfirmTrials.Candidate(t)))
            .Where(g => g.Any(t => !ConfirmTrials.IsBroken(t)) || g.Count() >= MostAttempts)
            .Select(g => g.Key),
    ];

    private static ImmutableArray<NewTrial> Absentees(PhaseView view, HashSet<(long Seed, int Candidate)> there, ImmutableArray<FrozenTrial> configurations, IEnumerable<long> seeds)
    {
        var missing = seeds.SelectMany(s => configurations.Select(t => (Seed: s, Trial: t))).Where(c => !there.Contains((c.Seed, c.Trial.Number))).ToList();
        // with a budget one seed at a time, so that it is looked at in between
        var now = view.Portion is not { } portion || portion >= missing.Count ? missing : missing.Where(c => c.Seed == missing[0].Seed);
        return [.. now.Select(c => ConfirmTrials.Waiting(view, c.Trial, c.Seed))];
    }

    // successive halving (Karnin, Koren and Somekh 2013): who is behind after one fresh seed hardly is the best; one that diverged makes room
    private static ImmutableArray<FrozenTrial> Better(PhaseView view, ImmutableArray<FrozenTrial> candidates) =>
    [
        .. candidates
            .Where(c => !ConfirmTrials.HasFailed(view.Trials, c.Number))
            .OrderBy(c => PhaseTrials.Loss(ConfirmTrials.Value(view.Trials, c.Number, FirstSeed), view.Direction))
            .Take((candidates.Length + 1) / 2),
    ];
}
