using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;

namespace HyperScaffold.Tool.Running;

/// <summary>Asks the rules about a phase that ended or stopped, and minds what they said of earlier ones.</summary>
internal static class PhaseJudge
{
    /// <summary>Judges a phase by every rule.</summary>
    /// <param name="bench">The project.</param>
    /// <param name="decision">The phase's decision, or the open one of a phase that stopped.</param>
    /// <returns>What the rules say.</returns>
    public static RuleReport Judge(Workbench bench, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(bench);
        ArgumentNullException.ThrowIfNull(decision);
        var phase = bench.Plan.FindPhase(decision.Phase) ?? throw new HyperException($"The plan has no phase '{decision.Phase}'.");
        return RuleBook.Judge(FinishedPhase.Of(bench.Plan, bench.Book.With(decision), phase, PhaseStudy.Read(bench.Storage, decision.Study)));
    }

    /// <summary>Refuses a phase while an error of an earlier one stands that the plan does not waive.</summary>
    /// <param name="bench">The project.</param>
    /// <param name="phase">The phase that is to run.</param>
    /// <exception cref="UsageException">An earlier phase has such an error.</exception>
    public static void ThrowIfStopped(Workbench bench, PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(bench);
        ArgumentNullException.ThrowIfNull(phase);
        foreach (var earlier in bench.Plan.Phases.TakeWhile(p => p.Name != phase.Name))
        {
            var error = (bench.Book.Current(earlier.Name)?.Findings ?? [])
                .FirstOrDefault(f => StatusFinding.Parse(f) is { Level: "error" } said && !bench.Plan.Waived.ContainsKey(said.Code));
            if (error is not null)
            {
                var code = StatusFinding.Parse(error).Code;
                throw new UsageException($"Phase '{phase.Name}' would build on '{earlier.Name}', of which a rule says: {error}. Mend it and run: dotnet hyper phase redo {earlier.Name}; or override the rule with a reason in {ProjectFolder.PlanName}: waive: {{ {code}: \"why\" }}");
            }
        }
    }
}
