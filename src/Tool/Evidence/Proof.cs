using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>What an experiment showed on a project.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Setup">What the arms had in common.</param>
/// <param name="Yardstick">By what they were compared.</param>
/// <param name="Arms">How each arm did.</param>
/// <param name="Answers">The answers.</param>
internal sealed record Proof(IExperiment Experiment, string Setup, Yardstick Yardstick, ImmutableArray<ArmScore> Arms, ImmutableArray<Answer> Answers)
{
    /// <summary>Gets with how many fresh seeds each winner was retrained.</summary>
    public int Retrains { get; init; }
}
