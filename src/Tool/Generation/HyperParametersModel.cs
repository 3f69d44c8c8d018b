using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Generation;

/// <summary>What the template HyperParameters prints; every text is encoded.</summary>
/// <param name="PlanName">The plan's name as a literal.</param>
/// <param name="MetricName">The metric's name as a literal.</param>
/// <param name="Direction">The member of StudyDirection.</param>
/// <param name="Epochs">The longest training.</param>
/// <param name="Seed">The plan's seed.</param>
/// <param name="Namespace">The project's root namespace.</param>
internal sealed record HyperParametersModel(string PlanName, string MetricName, string Direction, string Epochs, string Seed, string Namespace)
{
    /// <summary>Gets the parameters in the order of the plan.</summary>
    public required IReadOnlyList<ParameterModel> Parameters { get; init; }

    /// <summary>Gets what the decisions froze, in the order of the plan.</summary>
    public required IReadOnlyList<FrozenModel> Frozen { get; init; }

    /// <summary>Gets a value indicating whether anything is frozen.</summary>
    public bool HasFrozen => Frozen.Count > 0;

    /// <summary>Makes the model.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="rootNamespace">The project's root namespace.</param>
    /// <returns>The model.</returns>
    public static HyperParametersModel Of(Plan plan, DecisionBook book, string rootNamespace)
    {
        var tuned = book.Tuned(plan);
        var frozen = plan.Phases.SelectMany(p => book.Current(p.Name)?.Frozen.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        return new HyperParametersModel(
            CSharpText.Literal(plan.Name),
            CSharpText.Literal(plan.Metric.Name),
            CSharpText.Name(plan.Metric.Direction.ToString()),
            CSharpText.Literal(plan.Budget.Epochs),
            CSharpText.Literal(plan.Search.Seed),
            CSharpText.Name(rootNamespace))
        {
            Parameters = [.. plan.Parameters.Select(ParameterModel.Of)],
            Frozen = [.. plan.Parameters.Where(p => frozen.Contains(p.Name))
                .Select(p => new FrozenModel(CSharpText.Name(NameRules.ToCSharp(p.Name)), CSharpValue.Of(p, tuned[p.Name])))],
        };
    }
}
