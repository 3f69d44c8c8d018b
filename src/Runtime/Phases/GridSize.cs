namespace HyperScaffold.Phases;

/// <summary>Counts the configurations of a grid; a conditional parameter counts only where it exists.</summary>
public static class GridSize
{
    /// <summary>Counts the points of one parameter in a phase.</summary>
    /// <param name="phase">The phase, with its points a dimension.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>At least 1; its disabled value counts.</returns>
    public static long Points(PlanPhase phase, PlanParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(parameter);
        var off = parameter.Disabled is null ? 0 : 1;
        var steps = parameter.Step ?? (parameter.Type == PlanParameterType.Int ? 1 : 0);
        var values = steps > 0 ? Math.Floor(((parameter.High - parameter.Low) / steps) + 1e-9) + 1 : double.PositiveInfinity;
        return parameter.Type == PlanParameterType.Categorical
            ? parameter.Choices.Length
            : (long)Math.Min(values, phase.Points ?? (steps > 0 ? values : 1)) + off;
    }

    /// <summary>Counts the configurations of a phase as a full grid.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>The count; a double, since it grows with a power of the parameters.</returns>
    public static double Of(Plan plan, PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(phase);
        var tuned = plan.Parameters.Where(p => phase.Tune.Contains(p.Name)).ToList();
        return tuned.Where(p => !HasParent(tuned, p)).Aggregate(1.0, (n, p) => n * Count(phase, tuned, p));
    }

    private static bool HasParent(List<PlanParameter> tuned, PlanParameter p) => tuned.Any(q => q.Name == p.ConditionParent);

    private static double Count(PlanPhase phase, List<PlanParameter> tuned, PlanParameter parameter)
    {
        var children = tuned.Where(c => c.ConditionParent == parameter.Name).ToList();
        return children.Count == 0
            ? Points(phase, parameter)
            : parameter.Choices.Sum(choice => children.Where(c => c.ConditionChoices.Contains(choice)).Aggregate(1.0, (n, c) => n * Count(phase, tuned, c)));
    }
}
