using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Runs a plan on a bench, lets a rule judge its phases, and does as the rule says: its ready edit is applied, and the edited plan runs anew.</summary>
/// <param name="bench">Where it tunes.</param>
/// <param name="time">The clock.</param>
/// <param name="code">The rule's code.</param>
internal sealed class RuleReplay(Bench bench, TimeProvider time, string code)
{
    /// <summary>Runs a plan as it is.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Where it ended, and whether the rule spoke.</returns>
    public ArmEnd AsItIs(Plan plan)
    {
        bench.Rehearsal?.Note($"{code} judges");
        var run = Run(plan);
        return run.End with { Rule = code, Spoke = Findings(run).Count > 0 };
    }

    /// <summary>Runs a plan, and again as the rule would have it.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Where the edited plan ended; where the plan itself ended if the rule was silent or had no edit.</returns>
    public ArmEnd Remedied(Plan plan)
    {
        bench.Rehearsal?.Note($"anew as {code} says");
        var (end, edited) = Edited(plan);
        return edited is null ? end with { Rule = code } : Run(edited).End with { Rule = code, Spoke = true };
    }

    /// <summary>Runs a plan and edits it as the rule says.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Where it ended, and the edited plan; null where the rule was silent or had no edit.</returns>
    public (ArmEnd End, Plan? Edited) Edited(Plan plan)
    {
        bench.Rehearsal?.Note($"{code} edits");
        var run = Run(plan);
        var edit = Findings(run).Select(f => f.Edit).FirstOrDefault(e => e is not null);
        return (run.End, edit is null ? null : Within(PlanRemedy.Apply(run.Phases[0].Plan, edit)));
    }

    // what was compared over fewer epochs is meant to train for as many
    private ReplayEnd Run(Plan plan)
    {
        var run = new PhaseReplay(bench, time).Run(plan);
        return run with { End = run.End with { Length = plan.Phases[^1].Epochs } };
    }

    private List<Finding> Findings(ReplayEnd run) => RuleBook.FindPhase(code) is { } rule ? [.. run.Phases.SelectMany(rule.Check)] : [];

    // a bench trains no longer than the project does
    private Plan Within(Plan plan) => plan with { Phases = [.. plan.Phases.Select(p => p with { Epochs = p.Epochs is { } epochs ? Math.Min(epochs, bench.Epochs) : null })] };
}
