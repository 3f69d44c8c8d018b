using System.Collections.Immutable;
using System.Security.Cryptography;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Views;

/// <summary>Reads how a plan stands, from plan, decisions and storage; a clone without a storage still shows its decisions.</summary>
internal static class StatusReader
{
    /// <summary>Reads the status of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="running">True while a process holds the plan.</param>
    /// <returns>The status.</returns>
    public static StatusReport Read(ProjectFolder project, ToolEnvironment environment, TimeProvider time, bool running)
    {
        ArgumentNullException.ThrowIfNull(project);
        using var storage = Workbench.Peek(project, environment, time);
        return Read(project.LoadPlan(), project.LoadDecisions(), storage, running) with { Test = TestScore(project) };
    }

    /// <summary>Reads the status of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="storage">Where studies lie, or null.</param>
    /// <param name="running">True while a process holds the plan.</param>
    /// <returns>The status, without the test score.</returns>
    public static StatusReport Read(Plan plan, DecisionBook book, IStorage? storage, bool running)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        var phases = PhaseStates.Of(plan, book, storage, running).Select(s => Phase((plan, book), s, storage)).ToImmutableArray();
        var decided = plan.Phases.Select(p => book.Current(p.Name)).Where(d => d is { State: DecisionState.Adopted or DecisionState.Kept, Evidence: not null }).ToList();
        var seconds = phases.Sum(p => p.Seconds);
        return new StatusReport
        {
            Plan = plan.Name,
            Metric = plan.Metric.Name,
            Direction = plan.Metric.Direction == StudyDirection.Maximize ? "maximize" : "minimize",
            Baseline = decided.FirstOrDefault()?.Evidence?.Baseline,
            Best = decided.LastOrDefault() is { } last ? (last.State == DecisionState.Adopted ? last.Evidence?.Best : last.Evidence?.Baseline) : null,
            BestParameters = book.Tuned(plan),
            Epochs = phases.Sum(p => p.Epochs),
            Seconds = Math.Round(seconds, 1),
            Cost = plan.Budget.CostPerHour is { } price ? Math.Round(seconds / 3600 * price, 4) : null,
            Pruning = PhasePruning.Pool(plan, book, storage),
            Phases = phases,
            Orphans = [.. book.Decisions.Where(d => !d.Superseded && plan.FindPhase(d.Phase) is null).Select(d => d.Phase).Distinct(StringComparer.Ordinal)],
        };
    }

    private static StatusPhase Phase((Plan Plan, DecisionBook Book) project, PhaseStatus status, IStorage? storage)
    {
        var (plan, decision) = (project.Plan, status.Decision);
        var phase = new StatusPhase
        {
            Name = status.Phase.Name,
            State = status.State.ToString().ToLowerInvariant(),
            GridTrainings = CostText.GridTrainings(plan, status.Phase),
        };
        if (decision is null)
        {
            return phase;
        }

        phase = phase with
        {
            Study = decision.Study,
            Frozen = decision.Frozen,
            Gain = decision.Evidence?.Gain,
            Findings = [.. decision.Findings.Select(StatusFinding.Parse).Where(f => !plan.Waived.ContainsKey(f.Code))],
            Because = status.Changed.IsEmpty ? decision.Because : $"{StaleText.Parts(status.Changed)} changed since it was decided",
        };
        var trials = storage is null || decision.State == DecisionState.Skipped ? [] : PhaseStudy.Read(storage, decision.Study);
        if (decision.State == DecisionState.Open && trials.Any(t => t.IsFinished) && status.State != PhaseState.Running)
        {
            // a phase that stopped: nothing was recorded, so the rules are asked now
            phase = phase with { Findings = [.. RuleBook.Judge(FinishedPhase.Of(plan, project.Book, status.Phase, trials)).Findings.Select(f => StatusFinding.Parse(f.ToLine()))] };
        }

        return trials.Count > 0 ? FromTrials(plan, phase, decision, trials) : FromEvidence(phase, decision.Evidence);
    }

    private static StatusPhase FromTrials(Plan plan, StatusPhase phase, Decision decision, IReadOnlyList<FrozenTrial> trials)
    {
        var search = trials.Where(t => PhaseTrials.IsSearch(t) && t.IsFinished).ToList();
        var direction = plan.Metric.Direction;
        return phase with
        {
            Trials = search.Count,
            Complete = search.Count(t => t.State == TrialState.Complete),
            Pruned = search.Count(t => t.State == TrialState.Pruned),
            Failed = search.Count(t => t.State == TrialState.Fail),
            Epochs = trials.Where(PhaseTrials.IsSearch).Sum(SpendCounter.Epochs),
            ConfirmEpochs = trials.Where(t => !PhaseTrials.IsSearch(t)).Sum(SpendCounter.Epochs),
            Seconds = SpendCounter.Count(trials, plan.Budget).Seconds,
            Best = decision.Evidence?.Best ?? PhaseTrials.Best(trials, direction)?.Value,
            Last = decision.Evidence is null ? null : LastPercent.Of(trials, direction),
            Rounds = [.. trials.Where(t => t.Round is not null).GroupBy(t => t.Round ?? string.Empty).Select(g => Round(g, direction))],
        };
    }

    private static StatusRound Round(IGrouping<string, FrozenTrial> trials, StudyDirection direction)
    {
        var values = trials.Where(t => t is { State: TrialState.Complete, Value: not null }).Select(t => t.Value ?? 0).ToList();
        double? best = values.Count == 0 ? null : direction == StudyDirection.Maximize ? values.Max() : values.Min();
        return new StatusRound(trials.Key, trials.Count(t => t.IsFinished), best);
    }

    private static StatusPhase FromEvidence(StatusPhase phase, DecisionEvidence? evidence) => evidence is null
        ? phase
        : phase with
        {
            Trials = evidence.Trials,
            Complete = evidence.Complete,
            Pruned = evidence.Pruned,
            Failed = evidence.Failed,
            Epochs = evidence.Epochs,
            ConfirmEpochs = evidence.ConfirmEpochs,
            Seconds = evidence.Seconds,
            Best = evidence.Best,
        };

    // a score belongs to the model that was trained with exactly these decisions
    private static double? TestScore(ProjectFolder project)
    {
        var path = Path.Combine(project.Root, Path.ChangeExtension(FinalTrainer.DefaultOut, ".json"));
        if (!File.Exists(path) || !File.Exists(project.DecisionsPath))
        {
            return null;
        }

        var model = PythonJson.ReadObject(File.ReadAllText(path));
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(project.DecisionsPath)));
        return model.GetValueOrDefault("decisions_sha256") as string == hash ? model.GetValueOrDefault("test") as double? : null;
    }
}
