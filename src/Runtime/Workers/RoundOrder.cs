using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;

namespace HyperScaffold.Workers;

/// <summary>
/// What the supervisor asks of its workers now. It is stored as JSON in the study's user attribute
/// <see cref="AttributeKey"/>; workers read it before each ask and stop asking when <see cref="Trials"/> is reached.
/// </summary>
public sealed record RoundOrder
{
    /// <summary>The study user attribute that holds the order.</summary>
    public const string AttributeKey = "hyper:order";

    /// <summary>The study user attribute with a sentence on how many trials train as one batch, and why.</summary>
    public const string BatchKey = "hyper:fused";

    /// <summary>Gets the round's name: explore, widen-1..3, refine or confirm.</summary>
    public required string Round { get; init; }

    /// <summary>
    /// Gets how many search trials (all but confirm) the study may have in all when this round ends. In a confirm round
    /// nothing is asked beyond what waits in the queue.
    /// </summary>
    public required int Trials { get; init; }

    /// <summary>Gets how many search trials the study had when the round began: the origin of a sampler's index.</summary>
    public int Offset { get; init; }

    /// <summary>Gets the sampler's name as in the plan: auto, random, quasi-random, tpe, gp or grid.</summary>
    /// <value>The default is <c>tpe</c>.</value>
    public string Sampler { get; init; } = "tpe";

    /// <summary>Gets the pruner's name as in the plan: auto, none, median and the like.</summary>
    /// <value>The default is <c>median</c>.</value>
    public string Pruner { get; init; } = "median";

    /// <summary>Gets the sampler's seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the seed that every search trial trains with; a trial's own <c>hyper:seed</c> overrides it.</summary>
    public long TrainingSeed { get; init; } = 1;

    /// <summary>Gets the longest a trial trains, in epochs.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Gets where the sampler looks while refining, by parameter.</summary>
    public ImmutableDictionary<string, FocusRange> Focus { get; init; } = ImmutableDictionary.Create<string, FocusRange>(StringComparer.Ordinal);

    /// <summary>Gets how many search trials the whole phase may have; 0 where nobody says.</summary>
    internal int Planned { get; init; }

    /// <summary>Gets how long trials warm up, which the automatic pruner waits for.</summary>
    internal TrialWarmup Warmup { get; init; } = TrialWarmup.None;

    /// <summary>Gets what earlier phases showed of the ranks of trainings, which the automatic pruner believes in part.</summary>
    internal EarlierRanks Ranks { get; init; } = EarlierRanks.None;

    /// <summary>Gets how many trials a worker trains as one batch: <c>auto</c>, <c>none</c> or a number.</summary>
    /// <value>The default is <c>none</c>.</value>
    public string Fuse { get; init; } = "none";

    /// <summary>Gets how many workers share the round's trials.</summary>
    /// <value>The default is 1.</value>
    public int Slots { get; init; } = 1;

    /// <summary>Gets a value indicating whether the phase is over, so that workers leave.</summary>
    public bool Closed { get; init; }
}
