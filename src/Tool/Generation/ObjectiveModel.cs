using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Generation;

/// <summary>What the template Objective prints; every text is encoded.</summary>
/// <param name="Phase">The phase's name.</param>
/// <param name="PhaseLiteral">The phase's name as a literal.</param>
/// <param name="Class">The C# name.</param>
/// <param name="Namespace">The project's root namespace.</param>
/// <param name="Metric">The property of the epoch record.</param>
/// <param name="Summary">The word best or last.</param>
/// <param name="Result">The property of the trial that is the outcome.</param>
internal sealed record ObjectiveModel(string Phase, string PhaseLiteral, string Class, string Namespace, string Metric, string Summary, string Result)
{
    /// <summary>Gets the tuned parameters in the order of the space.</summary>
    public required IReadOnlyList<SuggestModel> Space { get; init; }

    /// <summary>Gets the values that held before the phase, where later phases froze others: a phase that is redone searches what it searched.</summary>
    public required IReadOnlyList<FrozenModel> Before { get; init; }

    /// <summary>Gets those that every trial has.</summary>
    public IReadOnlyList<SuggestModel> Always => [.. Space.Where(s => !s.IsConditional)];

    /// <summary>Gets those that depend on another one.</summary>
    public IReadOnlyList<SuggestModel> Conditional => [.. Space.Where(s => s.IsConditional)];

    /// <summary>Makes the model of a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="space">The phase's space.</param>
    /// <param name="rootNamespace">The project's root namespace.</param>
    /// <returns>The model.</returns>
    public static ObjectiveModel Of(Plan plan, DecisionBook book, PhaseSpace space, string rootNamespace)
    {
        var search = space.ToSearchSpace();
        return new ObjectiveModel(
            CSharpText.PlanName(space.Phase.Name),
            CSharpText.Literal(space.Phase.Name),
            CSharpText.Name(NameRules.ToCSharp(space.Phase.Name)),
            CSharpText.Name(rootNamespace),
            CSharpText.Name(NameRules.ToCSharp(plan.Metric.Name)),
            CSharpText.Name(plan.Metric.UseLast ? "last" : "best"),
            CSharpText.Name(plan.Metric.UseLast ? "LastReported" : "BestReported"))
        {
            Space = [.. space.Parameters.Select(p => ModelOf(p, space, search))],
            Before = Pinned(plan, book, space),
        };
    }

    // only while the phase is open: a later decision would else change the objectives of all phases before it
    private static List<FrozenModel> Pinned(Plan plan, DecisionBook book, PhaseSpace space)
    {
        if (book.Current(space.Phase.Name) is not { State: DecisionState.Open })
        {
            return [];
        }

        var tuned = book.Tuned(plan);
        return [.. plan.Parameters
            .Where(p => !space.Phase.Tune.Contains(p.Name) && !Equals(tuned[p.Name], space.Baseline[p.Name]))
            .Select(p => new FrozenModel(CSharpText.Name(NameRules.ToCSharp(p.Name)), CSharpValue.Of(p, space.Baseline[p.Name])))];
    }

    private static SuggestModel ModelOf(PlanParameter parameter, PhaseSpace space, Spaces.SearchSpace search)
    {
        var condition = parameter.Disabled is null ? search.Find(parameter.Name)?.Condition : null;
        return SuggestModel.Of(parameter, condition, space.Parameters.FirstOrDefault(p => p.Name == condition?.Parent));
    }
}
