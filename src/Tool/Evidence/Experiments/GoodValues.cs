using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Values that are good already: the plan's defaults with a learning rate that a search found.</summary>
internal static class GoodValues
{
    private const int Trials = 20;
    private const int QuickTrials = 8;

    /// <summary>Finds them.</summary>
    /// <param name="bench">Where they are searched.</param>
    /// <param name="quick">True for fewer trials.</param>
    /// <returns>The best of some quasi-random learning rates, everything else at its default.</returns>
    public static ArmEnd Of(Bench bench, bool quick)
    {
        ArgumentNullException.ThrowIfNull(bench);
        return bench.Search([ExperimentRoles.Rate(bench.Plan)], "quasi-random", TrialsOf(quick));
    }

    /// <summary>How many learning rates are tried.</summary>
    /// <param name="quick">True for fewer.</param>
    /// <returns>The number.</returns>
    public static int TrialsOf(bool quick) => quick ? QuickTrials : Trials;

    /// <summary>A plan that begins with some values and has one phase, without pruning, refining and widening.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="values">The values to begin with.</param>
    /// <param name="tuned">The parameters of the phase with their ranges.</param>
    /// <param name="trials">The phase's trials beside the baseline.</param>
    /// <returns>The plan; its phase confirms as phases do by default.</returns>
    public static Plan Plan(Plan plan, ImmutableSortedDictionary<string, object?> values, IReadOnlyList<PlanParameter> tuned, int trials)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanParameter Start(PlanParameter p) => (tuned.FirstOrDefault(t => t.Name == p.Name) ?? p) with { Default = values[p.Name], Hard = HardEnds.Low | HardEnds.High };
        var search = new SearchSettings { Sampler = "random", Pruner = "none", Refine = false };
        var phase = new PlanPhase { Name = "arm", Tune = [.. tuned.Select(p => p.Name)], Trials = trials + 1, Search = search };
        return plan with { Parameters = [.. plan.Parameters.Select(Start)], Phases = [phase], Search = search };
    }
}
