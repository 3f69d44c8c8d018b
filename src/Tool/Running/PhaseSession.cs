using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Running;

/// <summary>Takes one phase from the plan to its decision: open, generate, build, run, judge, freeze.</summary>
/// <param name="bench">The project.</param>
/// <param name="settings">Where workers run and what a trial may take, as far as the command line says.</param>
/// <param name="terminal">Where progress goes.</param>
/// <param name="quiet">True shows no progress.</param>
/// <param name="yes">True starts a phase without a question where it exceeds the budget.</param>
internal sealed class PhaseSession(Workbench bench, WorkerSettings settings, Terminal terminal, bool quiet, bool yes)
{
    private readonly WorkerSettings _workers = settings.Over(bench.Plan.Search);

    /// <summary>Runs a phase, or goes on with it.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="afresh">True begins again, whatever was decided.</param>
    /// <param name="cancellation">Ends it early; nothing is lost.</param>
    /// <returns>What became of it.</returns>
    public async Task<PhaseOutcome> RunAsync(PlanPhase phase, bool afresh, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var decision = Open(phase, afresh);
        RuleReport? report = null;
        if (decision.State == DecisionState.Open)
        {
            Announce(phase, decision, cancellation);
        }

        files.UnionWith(bench.Save(decision));
        if (decision.State == DecisionState.Open)
        {
            decision = await ExecuteAsync(phase, files, cancellation).ConfigureAwait(false);
            report = PhaseJudge.Judge(bench, decision);
            decision = report.Record(decision, bench.Plan);
            files.UnionWith(bench.Save(decision));
        }

        return new PhaseOutcome(phase, decision, [.. files])
        {
            Plan = bench.Plan,
            Report = report,
            Pruning = PhasePruning.Pool(bench.Plan, bench.Book, bench.Storage),
            Last = LastPercent.Of(PhaseStudy.Read(bench.Storage, decision.Study), bench.Plan.Metric.Direction),
        };
    }

    // before anything is written, so that a refusal leaves the project as it was
    private void Announce(PlanPhase phase, Decision decision, CancellationToken cancellation)
    {
        var (book, slots) = (bench.Book.With(decision), _workers.Slots.Length);
        var estimate = PhaseEstimator.Of(bench.Plan, book, phase, bench.Storage, slots);
        if (!estimate.IsMeasured && MeasuredEpoch.Read(bench.Project) is { } seconds)
        {
            estimate = estimate with { EpochSeconds = seconds, IsMeasured = true };
        }

        Say($"{PhaseSummary.Opening(bench.Plan, PhaseSpace.Of(bench.Plan, book, phase), slots)}\n{CostText.Line(estimate)}");
        new BudgetConsent(terminal, yes, cancellation).Require(phase.Name, estimate);
    }

    private Decision Open(PlanPhase phase, bool afresh)
    {
        var current = bench.Book.Current(phase.Name);
        var changed = current is null ? [] : PhaseStates.Changes(bench.Plan, bench.Book, phase, current);
        if (current is { State: DecisionState.Open } && changed.IsEmpty && !afresh)
        {
            Say($"Phase {phase.Name} goes on where it stopped.");
            return current;
        }

        if (current is not null && !afresh)
        {
            Say($"Phase {phase.Name} is stale, since {StaleText.Parts(changed)} changed after it was {(current.State == DecisionState.Open ? "begun" : "decided")}; it runs again.");
        }

        var opened = StudyDecisions.Resume(bench.Storage, PhaseGate.Open(bench.Plan, bench.Book, phase, bench.Storage, bench.Time));
        if (opened.State == DecisionState.Open && PhaseStudy.Read(bench.Storage, opened.Study).Count(t => t.IsFinished) is > 0 and var finished)
        {
            Say($"The study {opened.Study} has {CostText.Count(finished, "finished trial")} of this phase, which no decision names; they count.");
        }

        return opened;
    }

    private async Task<Decision> ExecuteAsync(PlanPhase phase, SortedSet<string> files, CancellationToken cancellation)
    {
        var options = await OptionsAsync(cancellation).ConfigureAwait(false);
        var executor = new ProcessRoundExecutor(options);
        await using (executor.ConfigureAwait(false))
        {
            var study = bench.Book.Current(phase.Name)?.Study ?? string.Empty;
            using var progress = ProgressView.Create(terminal, quiet, bench.Storage, study);
            var request = new PhaseRequest
            {
                Plan = bench.Plan,
                Book = bench.Book,
                Phase = phase,
                Code = LabFolder.CodeMark(bench.Project),
                Workers = _workers.Slots.Length,
                Earlier = EarlierSpend(phase),
                Progress = progress,
                OnSpaceChanged = async (widened, token) =>
                {
                    await executor.StopAsync().ConfigureAwait(false);
                    progress.Say(PhaseSummary.Widened(bench.Book.Current(phase.Name), widened));
                    files.UnionWith(bench.Save(widened));
                    if (bench.Storage.FindStudy(widened.Study) is { } wider)
                    {
                        // workers elsewhere look for the new ranges as soon as the study has them
                        StudyDecisions.Keep(bench.Storage, wider, bench.Book);
                    }

                    await OptionsAsync(token).ConfigureAwait(false);
                },
            };
            var decision = await new PhaseRunner(bench.Storage, new KeepingExecutor(executor, bench), bench.Time).RunAsync(request, cancellation).ConfigureAwait(false);
            if (bench.Storage.FindStudy(decision.Study) is { } known && TrialAttributes.ReadText(known.UserAttributes, RoundOrder.BatchKey) is { } batches)
            {
                progress.Say(batches);
            }

            return decision;
        }
    }

    private async Task<ProcessOptions> OptionsAsync(CancellationToken cancellation)
    {
        var program = await bench.ProgramAsync(cancellation).ConfigureAwait(false);
        return new ProcessOptions
        {
            FileName = program.FileName,
            Arguments = program.Arguments,
            WorkingFolder = bench.Project.Root,
            StorageUrl = bench.StorageUrl,
            LogFolder = Path.Combine(bench.Project.StatePath, "logs"),
            // a trainer of one's own keeps checkpoints by itself, and its worker knows no such option
            CheckpointFolder = bench.Plan.TrainerCommand.IsEmpty ? Path.Combine(bench.Project.StatePath, "checkpoints") : null,
            Slots = _workers.Slots,
            TrialTimeout = _workers.TrialLimit,
            MemoryLimit = _workers.MemoryLimit,
            Recycle = _workers.Recycle,
            Time = bench.Time,
        };
    }

    // hours and cost are the plan's, so every study that its decisions name counts
    private PhaseSpend EarlierSpend(PlanPhase phase)
    {
        var current = bench.Book.Current(phase.Name)?.Study;
        var studies = bench.Book.Decisions.Select(d => d.Study).Where(s => s != current).Distinct(StringComparer.Ordinal);
        return SpendCounter.Count(studies.SelectMany(s => PhaseStudy.Read(bench.Storage, s)), bench.Plan.Budget);
    }

    private void Say(string text)
    {
        if (!quiet)
        {
            foreach (var line in text.Split('\n'))
            {
                terminal.Say(line);
            }
        }
    }
}
