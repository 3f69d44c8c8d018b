using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Runs a whole plan on a bench, phase by phase, by the same code that <c>phase next</c> runs.</summary>
/// <param name="bench">Where it tunes.</param>
/// <param name="time">The clock.</param>
internal sealed class PhaseReplay(Bench bench, TimeProvider time)
{
    private readonly EpochTime? _epochs;

    /// <summary>Gets after how many epochs, confirming included, no further trial begins, as at the end of a plan's hours; null for no limit.</summary>
    public int? MostEpochs
    {
        get;
        init
        {
            field = value;
            _epochs = value is null ? null : new EpochTime();
        }
    }

    /// <summary>Runs every phase.</summary>
    /// <param name="plan">The plan; its hours and cost do not count here.</param>
    /// <returns>What was frozen in the end, and what it took; the decisions; and the phases for rules to judge.</returns>
    public ReplayEnd Run(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = Seeded(plan);
        if (bench.Rehearsal is { } rehearsal)
        {
            return rehearsal.Run(plan, MostEpochs);
        }

        using var storage = new MemoryStorage(Time);
        var book = DecisionBook.Empty;
        while (!IsSpent(plan, storage) && PhaseStates.Next(plan, book) is { } phase)
        {
            var decision = PhaseGate.Open(plan, book, phase, storage, Time);
            book = book.With(decision);
            book = decision.State == DecisionState.Open ? book.With(RunPhase((plan, book, phase), storage)) : book;
        }

        IReadOnlyList<FrozenTrial> TrialsOf(PlanPhase phase) => PhaseStudy.Read(storage, book.Current(phase.Name)!.Study);
        var ran = plan.Phases.Where(p => book.Current(p.Name)?.Evidence is not null).ToList();
        var trials = storage.ListStudies().SelectMany(s => storage.Read(s.Id, StudyCursor.Start).Trials).ToList();
        int Epochs(bool search) => trials.Where(t => PhaseTrials.IsSearch(t) == search && !PhaseTrials.IsTakenOver(t)).Sum(t => t.IntermediateValues.Length);
        var end = new ArmEnd(book.Tuned(plan), trials.Count(PhaseTrials.IsSearch), Epochs(true), Epochs(false));
        return new ReplayEnd(end, book, [.. ran.Select(p => FinishedPhase.Of(plan, book, p, TrialsOf(p)))]);
    }

    private TimeProvider Time => _epochs ?? time;

    private Decision RunPhase((Plan Plan, DecisionBook Book, PlanPhase Phase) at, MemoryStorage storage)
    {
        var executor = new Executor(bench, _epochs) { Space = PhaseSpace.Of(at.Plan, at.Book, at.Phase) };
        var request = new PhaseRequest
        {
            Plan = at.Plan,
            Book = at.Book,
            Phase = at.Phase,
            Code = "bench",
            Earlier = Spent(at.Plan, storage, at.Book.Current(at.Phase.Name)?.Study),
            OnSpaceChanged = (widened, _) =>
            {
                executor.Space = PhaseSpace.Of(at.Plan, at.Book.With(widened), at.Phase);
                return Task.CompletedTask;
            },
            Progress = new Silence(),
        };
        try
        {
            return new PhaseRunner(storage, executor, Time).RunAsync(request, bench.Cancellation).GetAwaiter().GetResult();
        }
        catch (HyperException) when (bench.Cancellation.IsCancellationRequested)
        {
            // trials that wait no longer look like trials that fail
            throw new OperationCanceledException(bench.Cancellation);
        }
    }

    private static bool IsSpent(Plan plan, MemoryStorage storage) => BudgetLimit.IsSpent(plan.Budget, Spent(plan, storage, null));

    private static PhaseSpend Spent(Plan plan, MemoryStorage storage, string? but) =>
        SpendCounter.Count(storage.ListStudies().Where(s => s.Name != but).SelectMany(s => storage.Read(s.Id, StudyCursor.Start).Trials), plan.Budget);

    private Plan Seeded(Plan plan) => plan with
    {
        Metric = new PlanMetric(bench.Yardstick.Name, bench.Yardstick.Direction),
        Budget = new PlanBudget { Epochs = bench.Epochs, Hours = MostEpochs / EpochTime.EpochsPerHour },
        Search = plan.Search with { Seed = bench.Seed },
        Phases = [.. plan.Phases.Select(p => p with { Search = p.Search with { Seed = bench.Seed } })],
    };

    private sealed class Executor(Bench bench, EpochTime? time) : IRoundExecutor
    {
        public required PhaseSpace Space { get; set; }

        public Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation)
        {
            var runner = new ReplayRunner(bench, Space, Space.Baseline) { OnEpoch = () => time?.Advance() };
            return new InProcessRoundExecutor(runner, Space.ToSearchSpace(), metric: bench.Yardstick.Name).RunAsync(storage, study, order, progress, cancellation);
        }
    }

    private sealed class Silence : IProgress<RoundProgress>
    {
        public void Report(RoundProgress value)
        {
            // arms run side by side, and their rounds would only mix
        }
    }
}
