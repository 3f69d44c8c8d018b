using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Phases;

/// <summary>
/// Runs a phase from its open decision to its final one: explore, widen, refine, confirm, verdict. All that it knows
/// lies in the decision and the study, so it goes on wherever an earlier run stopped.
/// </summary>
/// <param name="storage">Where the study lies.</param>
/// <param name="executor">Evaluates rounds.</param>
/// <param name="clock">The clock.</param>
public sealed class PhaseRunner(IStorage storage, IRoundExecutor executor, TimeProvider clock)
{
    /// <summary>Runs or goes on.</summary>
    /// <param name="request">The phase.</param>
    /// <param name="cancellation">Ends it early; nothing is lost.</param>
    /// <returns>The decision that replaces the open one.</returns>
    /// <exception cref="HyperException">The phase is not open, every trial failed, or workers fail again and again.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public async Task<Decision> RunAsync(PhaseRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Book.Current(request.Phase.Name) is not { State: DecisionState.Open } decision)
        {
            throw new HyperException($"A phase must be open before it runs, but '{request.Phase.Name}' is not. Run: dotnet hyper phase next");
        }

        var study = OpenStudy(request, decision);
        var view = PhaseView.Of(request.Plan, request.Book, request.Phase, decision);
        var (earlier, now) = (new EarlierTrainings(request, storage), clock.GetUtcNow().UtcDateTime);
        view = view with
        {
            Ranks = EarlierPhases.Ranks(request.Plan, request.Book, request.Phase, storage),
            KnownBaseline = earlier.Baseline(view.Space, now),
            KnownRetrainings = earlier.Retrainings(view.Space, now),
        };
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            view = Look(view, request, study);
            switch (RoundPlanner.Next(view))
            {
                case RoundStep.Enqueue enqueue:
                    enqueue.Trials.ToList().ForEach(t => storage.Add(study.Id, t));
                    break;
                case RoundStep.Run run:
                    view = await RunRoundAsync(view, request, study, run.Order, cancellation).ConfigureAwait(false);
                    break;
                case RoundStep.Widen widen:
                    view = Widened(request, view, widen);
                    await request.OnSpaceChanged(view.Decision, cancellation).ConfigureAwait(false);
                    WriteSpace(study, view.Space);
                    break;
                case RoundStep.Fail fail:
                    throw new HyperException($"Every trial of phase '{request.Phase.Name}' failed. The last one: {fail.Reason?.TrimEnd('.')}. Mend the training and run: dotnet hyper phase next");
                default:
                    Close(study);
                    return PhaseVerdict.Decide(view, clock.GetUtcNow().UtcDateTime);
            }
        }
    }

    // workers that joined from elsewhere leave by themselves
    private void Close(StudyRecord study)
    {
        if (storage.FindStudy(study.Name)?.UserAttributes.GetValueOrDefault(RoundOrder.AttributeKey) is { } order)
        {
            storage.SetStudyAttribute(study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(RoundOrderJson.Read(order) with { Closed = true }));
        }
    }

    private StudyRecord OpenStudy(PhaseRequest request, Decision decision)
    {
        var study = storage.FindStudy(decision.Study);
        if (study is not null && IsWorthless(storage.Read(study.Id, StudyCursor.Start).Trials))
        {
            // nothing in it is worth keeping, and failed trials would use up the budget of the mended training
            storage.DeleteStudy(study.Id);
            study = null;
        }

        var isNew = study is null || storage.Read(study.Id, StudyCursor.Start).Trials.Count == 0;
        study ??= storage.CreateStudy(decision.Study, request.Plan.Metric.Direction);
        new EarlierTrainings(request, storage).Mark(study, isNew);
        storage.SetStudyAttribute(study.Id, PhaseStudy.PlanAttribute, PythonJson.Write(decision.PlanHash));
        WriteSpace(study, PhaseSpace.Of(request.Plan, request.Book, request.Phase));
        return study;
    }

    private void WriteSpace(StudyRecord study, PhaseSpace space) =>
        storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(space.ToSearchSpace()));

    private static bool IsWorthless(IReadOnlyList<FrozenTrial> trials) =>
        trials.Any(t => t.State == TrialState.Fail) && trials.All(t => t.State is TrialState.Fail or TrialState.Waiting);

    private PhaseView Look(PhaseView view, PhaseRequest request, StudyRecord study)
    {
        var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
        var spend = SpendCounter.Count(trials, request.Plan.Budget);
        return view with
        {
            Trials = trials,
            IsSpent = BudgetLimit.IsSpent(request.Plan.Budget, request.Earlier, spend),
            Portion = BudgetLimit.Portion(request.Plan.Budget, request.Earlier, spend, trials.Count(t => t.IsFinished), request.Workers),
        };
    }

    private async Task<PhaseView> RunRoundAsync(PhaseView view, PhaseRequest request, StudyRecord study, RoundOrder order, CancellationToken cancellation)
    {
        var before = view.Trials.Count(t => t.IsFinished);
        await executor.RunAsync(storage, study, order, request.Progress ?? new Progress<RoundProgress>(), cancellation).ConfigureAwait(false);
        var after = storage.Read(study.Id, StudyCursor.Start).Trials.Count(t => t.IsFinished);
        return after > before ? view : view with { Exhausted = view.Exhausted.Add(order.Round) };
    }

    private static PhaseView Widened(PhaseRequest request, PhaseView view, RoundStep.Widen widen) =>
        PhaseView.Of(request.Plan, request.Book, request.Phase, view.Decision with { Widened = view.Decision.Widened.SetItem(widen.Edge.Parameter.Name, widen.Range) }) with { Ranks = view.Ranks, KnownRetrainings = view.KnownRetrainings };
}
