using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>What a sampler may know when it proposes one trial.</summary>
public sealed record SampleRequest
{
    private static readonly ImmutableDictionary<string, double> NoValues = ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);
    private static readonly ImmutableDictionary<string, FocusRange> NoFocus = ImmutableDictionary.Create<string, FocusRange>(StringComparer.Ordinal);

    /// <summary>Gets the space; parents stand before what depends on them.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>Gets the study's trials.</summary>
    public required TrialHistory History { get; init; }

    /// <summary>Gets the number of the trial that is being proposed, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// Gets the position within the round, from 0: the index of the point in a non-adaptive sequence. It equals
    /// <see cref="Number"/> in a plain study.
    /// </summary>
    public required int Index { get; init; }

    /// <summary>Gets the study's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets internal values that are fixed already (enqueued ones); the sampler keeps them.</summary>
    public ImmutableDictionary<string, double> Fixed { get; init; } = NoValues;

    /// <summary>
    /// Gets where the sampler looks while refining: internal bounds by name, inside the distribution; null everywhere
    /// else. The distribution itself never narrows.
    /// </summary>
    public ImmutableDictionary<string, FocusRange> Focus { get; init; } = NoFocus;

    /// <summary>Gets the number of the round's first trial; null where no trial before this one was left out of the count, so that it is <see cref="Number"/> less <see cref="Index"/>.</summary>
    internal int? Start { get; init; }

    /// <summary>Gets which finished and running trials, by number, a model learns from; null for all. Hyperband's brackets are apart.</summary>
    internal Func<int, bool>? Peers { get; init; }

    /// <summary>The randomness of one purpose in this trial; the same whatever ran before.</summary>
    /// <param name="purpose">What it is for, usually a parameter's name.</param>
    /// <returns>A new source at its beginning.</returns>
    public RandomSource Random(string purpose) => RandomSource.For(Seed, Number, purpose);

    /// <summary>Tells whether a model learns from a trial.</summary>
    /// <param name="number">The trial's number.</param>
    /// <returns>True where it does.</returns>
    internal bool IsPeer(int number) => Peers is null || Peers(number);
}
