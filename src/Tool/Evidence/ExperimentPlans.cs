using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Makes the plans that arms run from the project's own.</summary>
internal static class ExperimentPlans
{
    /// <summary>A plan with other phases.</summary>
    /// <param name="plan">The project's plan.</param>
    /// <param name="phases">The phases, with the project's settings.</param>
    /// <returns>The plan; it waives nothing.</returns>
    public static Plan Of(Plan plan, params IEnumerable<PlanPhase> phases)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Phases = [.. phases.Select(p => p with { Search = plan.Search })], Waived = plan.Waived.Clear() };
    }

    /// <summary>A phase.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="trials">How many search trials.</param>
    /// <param name="epochs">How long a trial trains; null for a full training.</param>
    /// <param name="tuned">What it tunes.</param>
    /// <returns>The phase.</returns>
    public static PlanPhase Phase(string name, int trials, int? epochs, params IEnumerable<PlanParameter> tuned) =>
        new() { Name = name, Trials = trials, Epochs = epochs, Tune = [.. tuned.Select(p => p.Name)], Search = new SearchSettings() };

    /// <summary>A plan in which a parameter is another.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parameter">The parameter, by the name of the one that it replaces.</param>
    /// <returns>The plan.</returns>
    public static Plan With(Plan plan, PlanParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Parameters = [.. plan.Parameters.Select(p => p.Name == parameter.Name ? parameter : p)] };
    }

    /// <summary>A learning rate that starts far up: at a third of the upper end of its range.</summary>
    /// <param name="plan">The plan; it has a learning rate.</param>
    /// <returns>The parameter.</returns>
    public static PlanParameter SteepRate(Plan plan)
    {
        var rate = ExperimentRoles.Rate(plan);
        return rate with { Default = rate.High / 3 };
    }

    /// <summary>A batch size that starts with the smallest.</summary>
    /// <param name="plan">The plan; it has a batch size.</param>
    /// <returns>The parameter.</returns>
    public static PlanParameter SmallBatch(Plan plan)
    {
        var batch = ExperimentRoles.Find(plan, "batch_size")!;
        return batch with { Default = batch.Type == PlanParameterType.Categorical ? batch.Choices[0] : batch.Low };
    }

    /// <summary>A batch size that starts with the double.</summary>
    /// <param name="plan">The plan; it has a batch size.</param>
    /// <returns>The parameter, with the next of its choices where it has some.</returns>
    public static PlanParameter LargerBatch(Plan plan)
    {
        var batch = ExperimentRoles.Find(plan, "batch_size")!;
        var next = batch.Choices.IsDefaultOrEmpty ? [] : batch.Choices.SkipWhile(c => !Equals(c, batch.Default)).Skip(1).Take(1).ToList();
        return batch with { Default = next.Count > 0 ? next[0] : batch.Type == PlanParameterType.Categorical ? batch.Default : Math.Min(batch.High, 2 * Convert.ToDouble(batch.Default, CultureInfo.InvariantCulture)) };
    }
}
