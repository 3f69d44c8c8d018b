using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Finds ends of ranges at which the best trials lie. Of the best k = max(5, 20 %) trials at least 60 % lie in the
/// outer quarter, the best lies in the outer 15 %, and no finished trial nearer that end is worse by more than twice
/// the noise. Because chance alone fulfils that now and then, the trend towards the end must also be clearer than
/// chance would make it. A pruned trial is compared at the step at which it ended.
/// </summary>
internal static class EdgeDetector
{
    private const double OuterQuarter = 0.25;
    private const double OuterPart = 0.15;
    private const double Share = 0.6;
    private const int Fewest = 5;

    // of phases without any effect, this share may show a trend at one of their ends (tests: at most 5 % widen)
    private const double Level = 0.08;

    // so few trials cannot crowd, and the trend alone must hold chance down
    private const int Few = 10;
    private const double LevelOfFew = 0.05;

    /// <summary>Finds the edges of a phase, clearest first.</summary>
    /// <param name="space">The ranges that hold now.</param>
    /// <param name="trials">The study's trials.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="noise">What is known of the noise, at least 0.</param>
    /// <param name="movableOnly">True leaves out ends that cannot move.</param>
    /// <returns>The edges.</returns>
    public static ImmutableArray<RangeEdge> Find(PhaseSpace space, IReadOnlyList<FrozenTrial> trials, StudyDirection direction, double noise, bool movableOnly = true)
    {
        var ends = space.Parameters
            .Where(p => p.Type != PlanParameterType.Categorical)
            .SelectMany(p => Enum.GetValues<RangeEnd>().Select(e => (Parameter: p, End: e)))
            .Where(e => !movableOnly || RangeScale.CanMove(e.Parameter, e.End))
            .ToList();
        var ranked = PhaseTrials.Ranked(trials, direction);
        // with pruning the trials that ran to the end are not always the best ones
        var standing = TrialStanding.Of(ranked, direction).Zip(ranked, (s, t) => (Trial: t, Standing: s)).ToImmutableArray();
        return
        [
            .. ends.Select(e => Check(e.Parameter, e.End, standing, (direction, noise, (ranked.Length < Few ? LevelOfFew : Level) / ends.Count)))
                .OfType<RangeEdge>()
                .OrderBy(e => e.Level),
        ];
    }

    private static RangeEdge? Check(PlanParameter parameter, RangeEnd end, ImmutableArray<(FrozenTrial Trial, double Standing)> all, (StudyDirection Direction, double Noise, double Level) limits)
    {
        var ranked = all.Where(t => t.Trial.Parameters.ContainsKey(parameter.Name)).ToList();
        if (ranked.Count < Fewest || ranked[0].Trial is not { State: TrialState.Complete, Value: not null } best || best != all[0].Trial)
        {
            return null;
        }

        var depths = ranked.ConvertAll(t => RangeScale.Depth(parameter, t.Trial.Parameters[parameter.Name].Internal, end));
        var k = Math.Max(Fewest, (int)Math.Ceiling(0.2 * ranked.Count));
        var inQuarter = Enumerable.Range(0, ranked.Count).OrderBy(i => i == 0 ? -1 : ranked[i].Standing).Take(k).Count(i => depths[i] <= OuterQuarter);
        // with few trials the outer quarter may hold fewer than 60 % of k at all; then all of it must be among the best
        var needed = Math.Min((int)Math.Ceiling(Share * k), depths.Count(d => d <= OuterQuarter));
        // and where no trial lies in the outer 15 %, the outermost one stands for it
        var part = Math.Max(OuterPart, Math.Min(OuterQuarter, depths.Min()));
        var beyond = ranked.Where((_, i) => depths[i] < depths[0]).Select(t => t.Trial);
        if (depths[0] > part || inQuarter < needed || beyond.Any(t => IsWorse(t, best, limits.Direction, limits.Noise)))
        {
            return null;
        }

        var level = TrendTest.Level(depths, ranked.ConvertAll(t => t.Standing));
        return level > limits.Level ? null : new RangeEdge(parameter, end, level, Text(parameter, end, inQuarter, k, depths[0]));
    }

    // what cannot be compared counts as worse
    private static bool IsWorse(FrozenTrial trial, FrozenTrial best, StudyDirection direction, double noise) =>
        !(TrialStanding.Lead(best, trial, direction) <= 2 * noise);

    private static string Text(PlanParameter parameter, RangeEnd end, int inQuarter, int k, double depth) => string.Create(
        CultureInfo.InvariantCulture,
        $"{inQuarter} of the best {k} trials lie in the {(end == RangeEnd.Low ? "lowest" : "highest")} quarter of {parameter.Name} {PhaseText.Range(parameter)}, the best {100 * depth:0} % of the range from its end");
}
