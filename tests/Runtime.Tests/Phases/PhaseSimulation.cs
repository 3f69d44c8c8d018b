using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tests.Phases;

/// <summary>A phase on a formula, from its opening to its decision.</summary>
internal sealed class PhaseSimulation : IDisposable
{
    public PhaseSimulation(Plan plan, SimulatedTraining train, long seed = 1, ManualClock? clock = null)
    {
        Clock = clock ?? new ManualClock();
        Plan = plan;
        Storage = new MemoryStorage(Clock);
        Executor = new SimulatedExecutor(() => Space, train, seed);
    }

    public Plan Plan { get; }

    public DecisionBook Book { get; set; } = DecisionBook.Empty;

    public MemoryStorage Storage { get; }

    public ManualClock Clock { get; }

    public SimulatedExecutor Executor { get; }

    /// <summary>Gets what evaluates rounds in place of <see cref="Executor"/>.</summary>
    public IRoundExecutor? Rounds { get; init; }

    public int SpaceChanges { get; private set; }

    public int Workers { get; init; } = 1;

    public SearchSpace Space => PhaseSpace.Of(Plan, Book, Plan.Phases[0]).ToSearchSpace();

    public IReadOnlyList<FrozenTrial> Trials => PhaseStudy.Read(Storage, Book.Current(Plan.Phases[0].Name)?.Study ?? string.Empty);

    public static PlanParameter LearningRate(double low = 1e-5, double high = 1, double start = 0.001) =>
        new() { Name = "learning_rate", Role = "learning_rate", Type = PlanParameterType.Float, Default = start, Low = low, High = high, Log = true };

    public static PlanParameter Linear(string name, double low, double high, double start, HardEnds hard = HardEnds.None) =>
        new() { Name = name, Role = name, Type = PlanParameterType.Float, Default = start, Low = low, High = high, Hard = hard };

    public static Plan PlanOf(int trials, params PlanParameter[] parameters) => PlanOf(trials, new SearchSettings(), parameters);

    public static Plan PlanOf(int trials, SearchSettings search, params PlanParameter[] parameters) => new()
    {
        Name = "digits",
        Metric = new PlanMetric("validation_accuracy", StudyDirection.Maximize),
        Budget = new PlanBudget { Epochs = 30 },
        Parameters = [.. parameters],
        Phases = [new PlanPhase { Name = "learning-rate", Tune = [.. parameters.Select(p => p.Name)], Trials = trials, Search = search }],
        Search = search,
    };

    public async Task<Decision> RunAsync()
    {
        var phase = Plan.Phases[0];
        if (Book.Current(phase.Name) is not { State: DecisionState.Open })
        {
            Book = Book.With(PhaseGate.Open(Plan, Book, phase, Storage, Clock));
        }

        var request = new PhaseRequest
        {
            Plan = Plan,
            Book = Book,
            Phase = phase,
            Workers = Workers,
            OnSpaceChanged = (decision, _) =>
            {
                SpaceChanges++;
                Book = Book.With(decision);
                return Task.CompletedTask;
            },
        };
        var decision = await new PhaseRunner(Storage, Rounds ?? Executor, Clock).RunAsync(request, TestContext.Current.CancellationToken);
        Book = Book.With(decision);
        return decision;
    }

    public void Dispose() => Storage.Dispose();
}
