using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>A claim about tuning that can be tried on a project.</summary>
internal interface IExperiment
{
    /// <summary>Gets its name, as it is typed.</summary>
    string Name { get; }

    /// <summary>Gets what is claimed, in a few words.</summary>
    string Title { get; }

    /// <summary>Gets the rules that rest on it.</summary>
    ImmutableArray<string> Codes { get; }

    /// <summary>Gets a value indicating whether it looks at the loss where trainings log one, since it is about small differences.</summary>
    bool PrefersLoss { get; }

    /// <summary>Says what a plan lacks for it.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>What it lacks, as in "needs a parameter of the role batch_size"; null where it can run.</returns>
    string? Lacks(Plan plan);

    /// <summary>Designs it for a plan.</summary>
    /// <param name="plan">The plan; it lacks nothing.</param>
    /// <param name="quick">True for fewer trials.</param>
    /// <returns>The arms and the questions.</returns>
    ExperimentDesign Design(Plan plan, bool quick);
}
