using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>A rule that judges a plan before it runs. Pure: it never writes, loads or starts anything.</summary>
public interface IPlanRule
{
    /// <summary>Gets the code, level, title and sources.</summary>
    RuleInfo Info { get; }

    /// <summary>Judges a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="knowledge">What was measured on this machine.</param>
    /// <returns>The findings; none when the rule holds.</returns>
    IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge);
}
