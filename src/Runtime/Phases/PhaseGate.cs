using System.Collections.Immutable;
using HyperScaffold.Storage;

namespace HyperScaffold.Phases;

/// <summary>Opens phases: decides whether <c>when</c> lets one run, and writes the decision that it begins with.</summary>
public static class PhaseGate
{
    /// <summary>Opens a phase, or skips it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions so far.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="storage">Where studies lie.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>An open decision, or a skipped one with its reason.</returns>
    public static Decision Open(Plan plan, DecisionBook book, PlanPhase phase, IStorage storage, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(clock);
        var decision = new Decision
        {
            Phase = phase.Name,
            Study = PhaseStudy.NewName(plan, book, phase, storage),
            State = DecisionState.Open,
            Time = clock.GetUtcNow().UtcDateTime,
            PlanHash = PlanHash.Of(plan, book, phase),
            Waived = plan.Waived.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        if (PhaseSpace.Of(plan, book, phase) is { Parameters.IsEmpty: true } space)
        {
            var off = plan.Parameters.Where(p => phase.Tune.Contains(p.Name)).Select(p => $"{p.ConditionParent} {PhaseText.Value(space.Baseline[p.ConditionParent!])} switches off {p.Name}");
            return decision with { State = DecisionState.Skipped, Because = $"nothing that it tunes exists now: {string.Join(" and ", off)}" };
        }

        return phase.When == PhaseCondition.Always ? decision : Conditional(plan, book, phase, decision);
    }

    private static Decision Conditional(Plan plan, DecisionBook book, PlanPhase phase, Decision decision)
    {
        var wanted = phase.When == PhaseCondition.Overfitting ? FitState.Overfitting : FitState.Underfitting;
        var word = wanted == FitState.Overfitting ? "overfits" : "underfits";
        var before = plan.Phases.TakeWhile(p => p.Name != phase.Name)
            .Select(p => book.Current(p.Name))
            .LastOrDefault(d => d?.Evidence is not null);
        if (before?.Evidence is not { } evidence)
        {
            return decision with { State = DecisionState.Skipped, Because = $"it runs only if the model {word}, and no earlier phase has trained one" };
        }

        var because = $"{evidence.FitBecause} (phase {before.Phase})";
        return evidence.Fit == wanted
            ? decision with { Because = $"the model {word}: {because}" }
            : decision with { State = DecisionState.Skipped, Because = $"it runs only if the model {word}, and it does not show that: {because}" };
    }
}
