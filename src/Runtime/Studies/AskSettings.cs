using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;

namespace HyperScaffold.Studies;

/// <summary>How the next trial is asked for; a worker changes it from round to round.</summary>
internal sealed record AskSettings
{
    /// <summary>Gets the sampler.</summary>
    public required ISampler Sampler { get; init; }

    /// <summary>Gets the pruner, or null.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>Gets the space; empty where the study learns it.</summary>
    public SearchSpace Space { get; init; } = SearchSpace.Empty;

    /// <summary>Gets the sampler's seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the round that new trials belong to; null in a plain study.</summary>
    public string? Round { get; init; }

    /// <summary>Gets how many search trials came before the round.</summary>
    public int Offset { get; init; }

    /// <summary>Gets how many search trials the study may have; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Gets a value indicating whether only waiting trials are taken.</summary>
    public bool QueueOnly { get; init; }

    /// <summary>Gets where the sampler looks.</summary>
    public ImmutableDictionary<string, FocusRange> Focus { get; init; } = ImmutableDictionary.Create<string, FocusRange>(StringComparer.Ordinal);

    /// <summary>Gets the training seed of trials that have none of their own.</summary>
    public long TrainingSeed { get; init; } = 1;

    /// <summary>Gets the longest a trial trains, in epochs.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Gets the device.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Gets the metric's name.</summary>
    public string Metric { get; init; } = "value";

    /// <summary>Gets the longest that one trial may take; null for no limit.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>Gets the folder of the study's checkpoints; null keeps none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Gets the trial's place among those that are evaluated together.</summary>
    public TrialSeat? Seat { get; init; }

    /// <summary>Gets the token that every trial's context carries on.</summary>
    public CancellationToken Cancellation { get; init; }
}
