using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Marks what an experiment trains on a plan, so that a kept result can tell whether its design is still this one.</summary>
internal static class DesignMark
{
    /// <summary>Marks a design: its setup, its own seeds and retrainings, by what it looks, and each arm as it is gone through without training.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="plan">The project's plan; it lacks nothing.</param>
    /// <param name="quick">True for fewer trials.</param>
    /// <returns>The mark; questions leave it as it is, since they are asked anew of what is kept.</returns>
    public static string Of(IExperiment experiment, Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(plan);
        var design = experiment.Design(plan, quick);
        var yardstick = experiment.PrefersLoss ? Yardstick.Loss : Yardstick.Metric(plan.Metric);
        var head = FormattableString.Invariant($"{design.Setup}\n{design.Seeds} seeds, {design.Retrains} retrainings, by {yardstick.Name}");
        return LabFolder.Mark(string.Join('\n', design.Arms.Select(a => Rehearsal.Of(a, plan, yardstick)).Prepend(head)));
    }
}
