using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Views;

/// <summary>How a phase stands.</summary>
internal sealed record StatusPhase
{
    /// <summary>Gets the phase's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets done, running, next, waiting, skipped, stale or failed.</summary>
    public required string State { get; init; }

    /// <summary>Gets the study's name; null before the phase began.</summary>
    public string? Study { get; init; }

    /// <summary>Gets the search trials that ended.</summary>
    public int Trials { get; init; }

    /// <summary>Gets how many completed.</summary>
    public int Complete { get; init; }

    /// <summary>Gets how many were pruned.</summary>
    public int Pruned { get; init; }

    /// <summary>Gets how many failed.</summary>
    public int Failed { get; init; }

    /// <summary>Gets the epochs that the search spent.</summary>
    public int Epochs { get; init; }

    /// <summary>Gets the epochs that confirming spent.</summary>
    public int ConfirmEpochs { get; init; }

    /// <summary>Gets the seconds that workers spent.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets the best value: the winner's over fresh seeds, or the best trial's so far.</summary>
    public double? Best { get; init; }

    /// <summary>Gets the lead over the baseline, where the phase is decided.</summary>
    public double? Gain { get; init; }

    /// <summary>Gets what the last percent of the search's gain cost; null where nothing was gained or no trial is stored.</summary>
    public LastPercent? Last { get; init; }

    /// <summary>Gets the trainings of a grid of the same parameters.</summary>
    public double GridTrainings { get; init; }

    /// <summary>Gets what was frozen, by parameter.</summary>
    public ImmutableSortedDictionary<string, object?> Frozen { get; init; } = ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal);

    /// <summary>Gets the rounds in the order in which they ran.</summary>
    public ImmutableArray<StatusRound> Rounds { get; init; } = [];

    /// <summary>Gets what rules said of the phase.</summary>
    public ImmutableArray<StatusFinding> Findings { get; init; } = [];

    /// <summary>Gets why it was decided so, or what is going on; not part of the JSON record.</summary>
    public string Because { get; init; } = string.Empty;
}
