using System.Globalization;
using HyperScaffold.Analysis;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;

namespace HyperScaffold.Tool.Views;

/// <summary>Says what a phase is about to do, what it changed on the way and what it decided.</summary>
internal static class PhaseSummary
{
    /// <summary>What a phase is about to do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="space">The phase and its ranges.</param>
    /// <param name="workers">How many run at once.</param>
    /// <returns>Lines.</returns>
    public static string Opening(Plan plan, PhaseSpace space, int workers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(space);
        var phase = space.Phase;
        var trials = TrialAllocation.Of(plan, phase);
        var epochs = phase.Epochs ?? plan.Budget.Epochs;
        var question = phase.Question.Length > 0 ? $": {phase.Question}" : string.Empty;
        var ranges = space.Parameters.Select(p => $"  {p.Name} {PhaseText.Range(p)}, now {PhaseText.Value(space.Baseline[p.Name])}")
            .Concat(plan.Parameters.Where(p => phase.Tune.Contains(p.Name) && space.Parameters.All(q => q.Name != p.Name)).Select(p => $"  {p.Name} is not searched: {p.ConditionParent} {PhaseText.Value(space.Baseline[p.ConditionParent!])} switches it off"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Phase {phase.Name}{question}\n{string.Join('\n', ranges)}\n  {CostText.Count(trials, "trial")} of at most {CostText.Count(epochs, "epoch")}, {workers} at a time; {Confirm(phase.Search)}");
    }

    /// <summary>What was widened.</summary>
    /// <param name="before">The open decision before.</param>
    /// <param name="after">The open decision now.</param>
    /// <returns>One line.</returns>
    public static string Widened(Decision? before, Decision after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var grown = after.Widened.Where(w => before?.Widened.GetValueOrDefault(w.Key) != w.Value);
        return string.Join('\n', grown.Select(w => $"The best trials lie at an edge: {w.Key} is widened to {PhaseText.Value(w.Value.Low)} .. {PhaseText.Value(w.Value.High)}"));
    }

    /// <summary>Prints what a phase decided, with its evidence.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(PhaseOutcome outcome, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(terminal);
        var decision = outcome.Decision;
        terminal.Write($"{outcome.Phase.Name}: {Headline(decision)}");
        if (decision.Because.Length > 0)
        {
            terminal.Write($"  why:   {decision.Because}");
        }

        if (decision.Evidence is { } evidence)
        {
            terminal.Write("  spent: " + Spent(evidence));
            terminal.Write("  gain:  " + CostText.Gain(outcome.Last, evidence.Baseline is not null));
            terminal.Write("  grid:  " + CostText.Grid(outcome.Plan, outcome.Phase, evidence));
            PrintPruning(evidence, outcome.Pruning, terminal);
            evidence.BatchSizes.ToList().ForEach(l => terminal.Write("  batch: " + l));
            terminal.Write($"  fit:   {evidence.Fit.ToString().ToLowerInvariant()}: {evidence.FitBecause}");
        }

        foreach (var (name, range) in decision.Widened)
        {
            terminal.Write($"  range: {name} was widened to {PhaseText.Value(range.Low)} .. {PhaseText.Value(range.High)}");
        }

        PrintFindings(outcome, terminal);

        terminal.Write($"  wrote: {string.Join(", ", outcome.Files)}");
    }

    private static string Confirm(SearchSettings search) => search switch
    {
        { ConfirmTop: < 1 } or { ConfirmSeeds: < 1 } => "no candidate is confirmed with fresh seeds, since the plan switches that off",
        { ConfirmTop: 1 } => $"the best candidate is confirmed with fresh seeds in at most {CostText.Count(2 * search.ConfirmSeeds, "training")}",
        _ => $"the best {CostText.Count(search.ConfirmTop, "candidate")} are confirmed with fresh seeds in at most {CostText.Count((search.ConfirmTop + 1) * search.ConfirmSeeds, "training")}",
    };

    private static void PrintFindings(PhaseOutcome outcome, Terminal terminal)
    {
        foreach (var finding in outcome.Report?.Findings ?? [])
        {
            terminal.Write($"  {LintView.NameOf(finding.Level)} {finding.Code}: {finding.Text}");
            LintView.PrintReasons(finding, terminal, "    ");
        }

        // without a code only errors and warnings are applied
        var edits = (outcome.Report?.Findings ?? []).Where(f => f.Edit is not null).ToList();
        if (edits.Count > 0)
        {
            terminal.Write($"  apply: dotnet hyper phase fix {outcome.Phase.Name}{(edits.Exists(f => f.Level > FindingLevel.Note) ? string.Empty : $" --code {edits[0].Code}")}");
        }

        foreach (var (finding, reason) in outcome.Report?.Waived ?? [])
        {
            terminal.Write($"  waived {finding.Code}: {finding.Text} (because: {reason})");
        }
    }

    private static void PrintPruning(DecisionEvidence evidence, PruningSavings pooled, Terminal terminal)
    {
        if (evidence.Pruning.Length > 0)
        {
            terminal.Write($"  prune: {evidence.Pruning}{(PruningText.Saved(evidence.Epochs, evidence.PlannedEpochs) is { Length: > 0 } saved ? ";" + saved : string.Empty)}");
        }

        if (pooled.Pruned > 0)
        {
            terminal.Write("  risk:  " + PruningText.Regret(pooled));
        }
    }

    private static string Headline(Decision decision) => decision.State switch
    {
        DecisionState.Adopted => $"adopted {PhaseText.Values(decision.Frozen)}",
        DecisionState.Kept => "kept what held before",
        DecisionState.Skipped => "skipped",
        _ => "open",
    };

    private static string Spent(DecisionEvidence evidence)
    {
        var failed = evidence.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {evidence.Failed} failed") : string.Empty;
        var cost = evidence.Cost is { } c ? string.Create(CultureInfo.InvariantCulture, $", cost {c:0.00##}") : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{CostText.Count(evidence.Trials, "trial")} ({evidence.Complete} complete, {evidence.Pruned} pruned{failed}), {CostText.Count(evidence.Epochs, "epoch")} and {evidence.ConfirmEpochs:#,0} to confirm, {evidence.Seconds:#,0.0} worker seconds{cost}");
    }
}
