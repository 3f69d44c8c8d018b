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

    /// <summary>Gets one validation row of the metric; 0 where that is not known.</summary>
    public double Row { get; init; }

    /// <summary>Gets how many trainings its arms asked for, retrainings included; arms share those that are equal.</summary>
    public int Trainings { get; init; }

    /// <summary>Gets the worker seconds of the trainings of this run.</summary>
    public double WorkerSeconds { get; init; }

    /// <summary>Gets when it was kept, in UTC; null where it was not.</summary>
    public DateTime? Date { get; init; }
}
