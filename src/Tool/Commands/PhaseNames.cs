using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Commands;

/// <summary>Finds the phase that an argument names.</summary>
internal static class PhaseNames
{
    /// <summary>Finds a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="name">The name as given.</param>
    /// <returns>The phase.</returns>
    /// <exception cref="UsageException">The plan has no such phase.</exception>
    public static PlanPhase Find(Plan plan, string name)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.FindPhase(name)
            ?? throw new UsageException($"A phase must be one of {string.Join(", ", plan.Phases.Select(p => p.Name))}, but got '{name}'. See: dotnet hyper phase list");
    }
}
