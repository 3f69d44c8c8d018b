using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// How well early ranks told final ones in an earlier search of the same training, by step. It stands for half of the
/// references that a search would otherwise train to the end for that knowledge, and the search's own can outvote it.
/// </summary>
/// <param name="Shares">The share of pairs of trials that kept their order from a step to the end, 0 to 1.</param>
internal sealed record EarlierRanks(ImmutableSortedDictionary<int, double> Shares)
{
    // the pairs of four references: a search's own soon weigh as much
    private const double MostPairs = 6;

    // where nearly all references ended within chance of each other, their order tells nothing
    private const int FewestPairs = 3;

    /// <summary>Gets the answer that nothing is known.</summary>
    public static EarlierRanks None { get; } = new(ImmutableSortedDictionary<int, double>.Empty);

    /// <summary>Gets a value indicating whether nothing is known.</summary>
    public bool IsNone => Shares.IsEmpty;

    /// <summary>Reads them from the curves of an earlier search.</summary>
    /// <param name="steps">The steps of interest.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="references">The curves that no pruner chose.</param>
    public static EarlierRanks Of(IEnumerable<int> steps, StudyDirection direction, IReadOnlyList<LearningCurve> references) =>
        references.Count < PruneChoice.FewestReferences || RankAgreement.Count(references, int.MaxValue, direction).Pairs < FewestPairs
            ? None
            : new(steps.ToImmutableSortedDictionary(s => s, s => Share(s, direction, references)));

    /// <summary>What is known of a step: of the last one up to it.</summary>
    /// <param name="step">The step.</param>
    /// <returns>How many pairs agree, and of how many; 0 of 0 where nothing is known.</returns>
    public (double Agreed, double Pairs) At(int step)
    {
        var known = Shares.Where(s => s.Key <= step).Select(s => (double?)s.Value).LastOrDefault();
        return known is { } share ? (share * MostPairs, MostPairs) : (0, 0);
    }

    private static double Share(int step, StudyDirection direction, IReadOnlyList<LearningCurve> references)
    {
        var (agreed, pairs) = RankAgreement.Count(references, step, direction);
        return agreed / pairs;
    }
}
