using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>The numbers behind a decision.</summary>
public sealed record DecisionEvidence
{
    /// <summary>Gets how many search trials ended, in all.</summary>
    public int Trials { get; init; }

    /// <summary>Gets how many of them completed.</summary>
    public int Complete { get; init; }

    /// <summary>Gets how many of them were pruned.</summary>
    public int Pruned { get; init; }

    /// <summary>Gets how many of them failed.</summary>
    public int Failed { get; init; }

    /// <summary>Gets the epochs that the search spent.</summary>
    public int Epochs { get; init; }

    /// <summary>Gets the epochs that the search would have spent without pruning; 0 where that was not recorded.</summary>
    public int PlannedEpochs { get; init; }

    /// <summary>Gets what the pruner did and why, one line; empty where none was asked for.</summary>
    public string Pruning { get; init; } = string.Empty;

    /// <summary>Gets how many trials ran on although they were due to be pruned.</summary>
    public int Controls { get; init; }

    /// <summary>Gets how many of those came out better than every complete trial before them.</summary>
    public int Regrets { get; init; }

    /// <summary>Gets the epochs that confirming spent.</summary>
    public int ConfirmEpochs { get; init; }

    /// <summary>Gets the seconds that workers spent on it, summed over workers.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets the cost of those seconds; null where the plan names no price.</summary>
    public double? Cost { get; init; }

    /// <summary>Gets the baseline's value: the mean over its confirm seeds, or its search trial's value.</summary>
    public double? Baseline { get; init; }

    /// <summary>Gets the winner's value: the mean over its confirm seeds, or its search trial's value.</summary>
    public double? Best { get; init; }

    /// <summary>Gets the spread: the standard deviation of the winner over its confirm seeds; null without confirming.</summary>
    public double? Spread { get; init; }

    /// <summary>Gets the noise s of the phase (pooled over seeds, with its floor).</summary>
    public double? Noise { get; init; }

    /// <summary>Gets the winner's lead over the baseline, in the direction that is good.</summary>
    public double? Gain { get; init; }

    /// <summary>Gets the smallest lead that would have been adopted.</summary>
    public double? Threshold { get; init; }

    /// <summary>Gets the number of the winning trial; null where the baseline was kept.</summary>
    public int? Trial { get; init; }

    /// <summary>Gets the ranges that were searched, as text by parameter: <c>1e-05 .. 1.0 log</c>.</summary>
    public ImmutableSortedDictionary<string, string> Searched { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the edges that the best trials lay at: <c>learning_rate high</c>.</summary>
    public ImmutableArray<string> Edges { get; init; } = [];

    /// <summary>Gets the batch sizes compared at equal epochs and at equal steps, with the time of an epoch: one line a size, then what follows; empty where none was tuned.</summary>
    public ImmutableArray<string> BatchSizes { get; init; } = [];

    /// <summary>Gets how the winner's training fits; phases with <c>when: overfitting</c> are decided by it.</summary>
    public FitState Fit { get; init; }

    /// <summary>Gets the numbers behind <see cref="Fit"/>, one sentence.</summary>
    public string FitBecause { get; init; } = string.Empty;
}
