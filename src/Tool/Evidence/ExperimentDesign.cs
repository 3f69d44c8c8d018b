using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>An experiment for one plan.</summary>
/// <param name="Setup">What the arms have in common, in one sentence.</param>
/// <param name="Arms">The ways to tune.</param>
/// <param name="Questions">What is asked of them.</param>
internal sealed record ExperimentDesign(string Setup, ImmutableArray<Arm> Arms, ImmutableArray<Question> Questions)
{
    /// <summary>Gets the number of seeds where the experiment asks for its own; null for the usual number.</summary>
    public int? Seeds { get; init; }

    /// <summary>Gets the number of retrainings where the experiment asks for its own; null for the usual number.</summary>
    public int? Retrains { get; init; }
}
