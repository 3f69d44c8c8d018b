using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>How long a trial warms up: what holds for all of them, and what a trial's own schedule or warm-up adds.</summary>
internal sealed record TrialWarmup
{
    /// <summary>Gets the answer that no trial warms up longer than others.</summary>
    public static TrialWarmup None { get; } = new();

    /// <summary>Gets the epochs that every trial warms up, by values that are not tuned.</summary>
    public double Least { get; init; }

    /// <summary>Gets the tuned parameters that say how long a trial warms up.</summary>
    public ImmutableArray<WarmupSource> Sources { get; init; } = [];

    /// <summary>The last step of a trial's warm-up; 0 where it has none.</summary>
    /// <param name="trial">The trial with its parameters.</param>
    public int LastStep(FrozenTrial trial)
    {
        var epochs = Least;
        foreach (var source in Sources)
        {
            epochs = Math.Max(epochs, source.Epochs(trial));
        }

        return (int)Math.Ceiling(epochs - 1e-9);
    }
}
