using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Training;
using HyperScaffold.Trials;
using HyperScaffold.Workers;
using static HyperScaffold.Torch.torch;
using static HyperScaffold.Torch.torch.nn;

namespace HyperScaffold.Bench.Training;

/// <summary>A CNN on MNIST tuned by two phases, as dotnet hyper run does, without the compiler that a machine with a GPU may lack.</summary>
internal sealed class MnistPhases : IRoundExecutor
{
    private const int Side = 28;
    private const int FewRows = 1200;

    private static readonly SearchSettings Search = new() { ConfirmTop = 2, ConfirmSeeds = 2 };

    private readonly string _device;
    private readonly DataSplit _data;
    private readonly Plan _plan;
    private DecisionBook _book = DecisionBook.Empty;
    private PlanPhase _phase;

    /// <summary>Initializes a new instance of the <see cref="MnistPhases"/> class.</summary>
    /// <param name="folder">The four IDX files.</param>
    /// <param name="device">Where to train; off CUDA a few rows and trials only, to see that all of it runs.</param>
    internal MnistPhases(string folder, string device)
    {
        var isSmall = !device.StartsWith("cuda", StringComparison.Ordinal);
        _device = device;
        _data = Read(folder, isSmall);
        var search = isSmall ? Search with { ConfirmTop = 0 } : Search;
        _plan = new Plan
        {
            Name = "mnist",
            Metric = new PlanMetric("validation_accuracy", StudyDirection.Maximize),
            Budget = new PlanBudget { Epochs = isSmall ? 1 : 5 },
            Parameters =
            [
                new() { Name = "learning_rate", Role = "learning_rate", Type = PlanParameterType.Float, Default = 0.001, Low = 1e-5, High = 1, Log = true },
                new() { Name = "dropout", Role = "dropout", Type = PlanParameterType.Float, Default = 0.0, Low = 0, High = 0.7, Hard = HardEnds.Low },
            ],
            Phases =
            [
                new() { Name = "learning-rate", Tune = ["learning_rate"], Trials = isSmall ? 3 : 12, Search = search },
                new() { Name = "regularization", Tune = ["dropout", "learning_rate"], Trials = isSmall ? 3 : 12, Search = search },
            ],
            Search = search,
        };
        _phase = _plan.Phases[0];
    }

    /// <summary>Runs both phases.</summary>
    /// <returns>The seconds that they took.</returns>
    internal async Task<double> Run()
    {
        var start = Stopwatch.GetTimestamp();
        using var storage = new MemoryStorage(TimeProvider.System);
        foreach (var phase in _plan.Phases)
        {
            _phase = phase;
            _book = _book.With(PhaseGate.Open(_plan, _book, phase, storage, TimeProvider.System));
            var request = new PhaseRequest { Plan = _plan, Book = _book, Phase = phase, OnSpaceChanged = Keep };
            _book = _book.With(await new PhaseRunner(storage, this, TimeProvider.System).RunAsync(request, CancellationToken.None));
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var found = _book.Tuned(_plan);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CNN on MNIST by phases: test {Train(found, new TrialContext { Epochs = _plan.Budget.Epochs, Seed = 1, Device = _device, ScoreTest = true }):0.0000} with {string.Join(", ", found.Select(p => $"{p.Key} {p.Value:0.####}"))}"));
        return seconds;
    }

    /// <inheritdoc/>
    public Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation) =>
        new InProcessRoundExecutor(Evaluate, PhaseSpace.Of(_plan, _book, _phase).ToSearchSpace()).RunAsync(storage, study, order, progress, cancellation);

    private static DataSplit Read(string folder, bool isSmall)
    {
        Samples Part(string name)
        {
            using var all = IdxFile.ReadSamples(Path.Combine(folder, name + "-images-idx3-ubyte"), Path.Combine(folder, name + "-labels-idx1-ubyte"));
            using var scope = NewDisposeScope();
            var rows = isSmall ? FewRows : all.Count;
            return new Samples(all.Features.narrow(0, 0, rows).reshape(-1, 1, Side, Side).clone().DetachFromDisposeScope(), all.Labels.narrow(0, 0, rows).clone().DetachFromDisposeScope());
        }

        using var train = Part("train");
        return DataSplit.Stratified(train, train.Count - (train.Count / 6), train.Count / 6, Part("t10k"), seed: 0);
    }

    private static Sequential Network(double dropout) => Sequential(
        Conv2d(1, 16, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(16, 32, 3, padding: 1), ReLU(), MaxPool2d(2), Flatten(), Dropout(dropout), Linear(32 * 49, 10));

    private Task Keep(Decision decision, CancellationToken cancellation)
    {
        _book = _book.With(decision);
        return Task.CompletedTask;
    }

    private double Evaluate(Trial trial)
    {
        var values = _book.Tuned(_plan, _phase.Name).ToBuilder();
        foreach (var parameter in PhaseSpace.Of(_plan, _book, _phase).Parameters)
        {
            values[parameter.Name] = trial.SuggestFloat(parameter.Name, parameter.Low, parameter.High, log: parameter.Log);
        }

        var given = trial.Context;
        Train(values.ToImmutable(), new TrialContext { Epochs = given.Epochs, Seed = given.Seed, Device = _device, Cancellation = given.Cancellation }, trial);
        return trial.BestReported;
    }

    private double? Train(ImmutableSortedDictionary<string, object?> values, TrialContext context, Trial? trial = null)
    {
        var options = new TrainerOptions { LearningRate = (double)values["learning_rate"]!, BatchSize = 64 };
        foreach (var epoch in Trainer.Run(() => Network((double)values["dropout"]!), _data, options, context))
        {
            trial?.Report(epoch.ValidationAccuracy, epoch.Number);
            if (trial?.ShouldPrune() == true)
            {
                throw new TrialPrunedException();
            }
        }

        return context.TestScore;
    }
}
