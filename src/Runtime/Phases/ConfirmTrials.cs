using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Makes and reads the trials of a confirm round.</summary>
internal static class ConfirmTrials
{
    private const string CandidateAttribute = "hyper:candidate";

    /// <summary>A training that waits.</summary>
    /// <param name="view">The phase.</param>
    /// <param name="trial">The search trial whose configuration it repeats.</param>
    /// <param name="seed">The fresh seed.</param>
    public static NewTrial Waiting(PhaseView view, FrozenTrial trial, long seed)
    {
        var isBaseline = PhaseTrials.IsBaseline(trial);
        var values = isBaseline
            ? FixedParameters.Of(view.Space, view.Space.Baseline)
            : trial.Parameters.ToImmutableSortedDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal);
        var waiting = FixedParameters.Waiting(values, TrialAttributes.ConfirmRound);
        var attributes = With(waiting.UserAttributes.Add(TrialAttributes.Seed, seed.ToString(CultureInfo.InvariantCulture)), trial.Number);
        return waiting with { UserAttributes = isBaseline ? attributes.Add(TrialAttributes.Baseline, "true") : attributes };
    }

    /// <summary>Notes which search trial's configuration is trained.</summary>
    /// <param name="attributes">The attributes of a confirm trial.</param>
    /// <param name="candidate">The number of the search trial.</param>
    public static ImmutableDictionary<string, string> With(ImmutableDictionary<string, string> attributes, int candidate) =>
        attributes.SetItem(CandidateAttribute, candidate.ToString(CultureInfo.InvariantCulture));

    /// <summary>The values of a configuration, one a seed that trained to its end.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <param name="candidate">The number of the search trial.</param>
    public static ImmutableArray<double> Values(IReadOnlyList<FrozenTrial> trials, int candidate) =>
        [.. Complete(trials, candidate).Select(t => t.Value ?? 0)];

    /// <summary>The value of a configuration with one seed, or null.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <param name="candidate">The number of the search trial.</param>
    /// <param name="seed">The seed.</param>
    public static double? Value(IReadOnlyList<FrozenTrial> trials, int candidate, long seed) =>
        Complete(trials, candidate).FirstOrDefault(t => Seed(t.UserAttributes) == seed)?.Value;

    /// <summary>Tells whether a seed of a configuration ended without a value.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <param name="candidate">The number of the search trial.</param>
    public static bool HasFailed(IReadOnlyList<FrozenTrial> trials, int candidate)
    {
        var trained = Complete(trials, candidate).Select(t => Seed(t.UserAttributes)).ToHashSet();
        return Of(trials, candidate).Any(t => t.IsFinished && !trained.Contains(Seed(t.UserAttributes)));
    }

    /// <summary>Tells whether a trial failed for another reason than its parameters.</summary>
    /// <param name="trial">The trial.</param>
    public static bool IsBroken(FrozenTrial trial) =>
        trial.State == TrialState.Fail && trial.Reason?.StartsWith(TrialEnd.Diverged, StringComparison.Ordinal) != true;

    /// <summary>The training seed of a confirm trial; -1 where it names none.</summary>
    /// <param name="attributes">The trial's attributes.</param>
    public static long Seed(ImmutableDictionary<string, string> attributes) => Number(attributes, TrialAttributes.Seed);

    /// <summary>The number of the search trial whose configuration a confirm trial repeats; -1 where it names none.</summary>
    /// <param name="trial">The trial.</param>
    public static int Candidate(FrozenTrial trial) => (int)Number(trial.UserAttributes, CandidateAttribute);

    private static IEnumerable<FrozenTrial> Of(IReadOnlyList<FrozenTrial> trials, int candidate) =>
        trials.Where(t => !PhaseTrials.IsSearch(t) && Candidate(t) == candidate);

    private static IEnumerable<FrozenTrial> Complete(IReadOnlyList<FrozenTrial> trials, int candidate) =>
        Of(trials, candidate).Where(t => t is { State: TrialState.Complete, Value: not null });

    private static long Number(ImmutableDictionary<string, string> attributes, string key) =>
        attributes.TryGetValue(key, out var json) && long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : -1;
}
