using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Tests.Phases;

namespace HyperScaffold.Tests.Guidance;

/// <summary>Whole phases, from the first trial to the verdict, each made so that one rule has cause to speak.</summary>
internal static class PhaseRuleCases
{
    /// <summary>The best rate of the simulated training.</summary>
    public const double Optimum = 0.02;

    /// <summary>A phase in which every rule is content.</summary>
    public static async Task<FinishedPhase> HealthyAsync(long key = 1) => await RunAsync(PlanOf(20, Rate()), (v, s, n) => new Training().To(Peak(v), s, n, key));

    /// <summary>Makes the phase of a rule.</summary>
    public static Task<FinishedPhase> OfAsync(string code) => code switch
    {
        "HS201" => RunAsync(PlanOf(11, Rate(1e-5, 1e-3, 1e-4)), (v, s, n) => new Training().To(Peak(v), s, n)),
        "HS202" => RunAsync(PlanOf(8, Rate(), PhaseSimulation.Linear("a", -1, 1, 0.5), PhaseSimulation.Linear("b", -1, 1, 0.5)), (v, s, n) => new Training().To(0.95 - Math.Abs((double)v["a"]!) - Math.Abs((double)v["b"]!) - Math.Abs(Log(v)), s, n)),
        "HS203" => RunAsync(PlanOf(20, Rate(0.01, 0.03, 0.02)), (_, s, n) => new Training { Noise = 0.004 }.To(0.9, s, n, 3)),
        "HS204" => RunAsync(PlanOf(30, Rate(1e-5, 100)), (v, s, n) => (double)v["learning_rate"]! > 0.3 ? Diverged : new Training().To(Peak(v, 0.002), s, n)),
        "HS205" => RunAsync(PlanOf(20, Rate(), Dropout), (v, s, n) => new Training { Gap = 0.08, ValidationRise = 0.01 }.To(Peak(v), s, n), tune: 1),
        "HS206" => RunAsync(PlanOf(20, Rate(), Hidden), (v, s, n) => new Training { TrainGain = 0.004, Gap = -0.06 }.To(Peak(v), s, n), tune: 1),
        "HS207" => RunAsync(PlanOf(20, Rate()), (v, s, n) => new Training { Slowness = 20 }.To(Peak(v), s, n)),
        "HS208" => RunAsync(PlanOf(20, Rate(), Dropout) with { }, (v, s, n) => new Training { Slowness = 0.8 }.To(Peak(v), s, n), tune: 1, later: true),
        "HS209" => RunAsync(PlanOf(8, Rate(start: Optimum), PhaseSimulation.Linear("a", -1, 1, 0), PhaseSimulation.Linear("b", -1, 1, 0)), (v, s, n) => new Training().To(Peak(v) - Math.Abs((double)v["a"]!) - Math.Abs((double)v["b"]!), s, n)),
        "HS210" => RunAsync(PlanOf(20, Rate(start: 0.013)), (v, s, n) => new Training { Noise = 0.004 }.To(Peak(v), s, n, 5)),
        "HS211" => RunAsync(PlanOf(60, Rate()), (v, s, n) => n is 0 or > 59 ? new Training().To(Peak(v), s, n) : new SimulatedOutcome(0.3, Pruned: true) { Curve = [0.3] }),
        "HS212" => RunAsync(PlanOf(30, Rate(1e-5, 100), Warmup), (v, s, n) => (double)v["learning_rate"]! > 0.3 ? Diverged : new Training().To(0.95 + (0.1 * Log(v)), s, n), tune: 1),
        "HS213" => RunAsync(PlanOf(20, Rate()), (v, s, n) => new Training { TrainRise = 0.01 }.To(Peak(v), s, n)),
        "HS214" => RunAsync(PlanOf(12, Rate()), (_, _, _) => new SimulatedOutcome(0.1)),
        "HS215" => RunAsync(PlanOf(20, Rate()), (_, s, n) => new Training { Jitter = 0.03, Noise = 0 }.To(0.9, s, n)),
        "HS201 hard" => RunAsync(PlanOf(20, Rate(0.3, 1, 0.5) with { Hard = HardEnds.Low }), (v, s, n) => new Training().To(Peak(v), s, n)),
        "HS204 choices" => RunAsync(PlanOf(30, Rate(), Choice("batch_size", 64L, 32L, 64L, 4096L)), (v, s, n) => v["batch_size"] is 4096L ? new SimulatedOutcome(null, "out of memory\n at line 1") : new Training().To(Peak(v), s, n)),
        "HS204 anywhere" => RunAsync(PlanOf(30, Rate()), (v, s, n) => s == 1 && n % 5 is 2 or 3 or 4 ? new SimulatedOutcome(null, "the disk is full") : new Training().To(Peak(v), s, n)),
        "HS205 later" => RunAsync(PlanOf(20, Rate(), Dropout), (v, s, n) => new Training { Gap = 0.08, ValidationRise = 0.01 }.To(Peak(v), s, n), later: true),
        "HS207 schedule" => RunAsync(PlanOf(20, Rate(), Choice("schedule", "cosine", "cosine", "constant")), (v, s, n) => new Training { Slowness = 20 }.To(Peak(v), s, n), tune: 1),
        "HS210 unconfirmed" => RunAsync(PlanOf(20, Rate(start: 0.0065)), (v, s, n) => new Training { Jitter = 0.004 }.To(Peak(v), s, n, 2), confirm: 0),
        "HS214 NaN" => RunAsync(PlanOf(20, Rate()), (v, s, n) => n == 0 ? new Training().To(Peak(v), s, n) : Diverged),
        "HS214 deaf" => Task.FromResult(Deaf()),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>Runs a phase to its verdict.</summary>
    public static async Task<FinishedPhase> RunAsync(Plan plan, SimulatedTraining train, int tune = 0, bool later = false, int confirm = 3, long seed = 1)
    {
        var phase = plan.Phases[0];
        phase = phase with { Search = phase.Search with { ConfirmTop = confirm } };
        phase = tune == 0 ? phase : phase with { Tune = phase.Tune[..tune] };
        plan = plan with { Phases = later ? [phase, phase with { Name = "later", When = PhaseCondition.Overfitting }] : [phase] };
        using var simulation = new PhaseSimulation(plan, train, seed);
        await simulation.RunAsync();
        return FinishedPhase.Of(simulation.Plan, simulation.Book, simulation.Plan.Phases[0], simulation.Trials);
    }

    /// <summary>The value of a rate: a parabola over its logarithm.</summary>
    public static double Peak(IReadOnlyDictionary<string, object?> values, double optimum = Optimum) =>
        0.95 - (0.05 * Math.Pow(Math.Log10((double)values["learning_rate"]! / optimum), 2));

    public static PlanParameter Rate(double low = 1e-5, double high = 1, double start = 0.001) => PhaseSimulation.LearningRate(low, high, start);

    public static Plan PlanOf(int trials, params PlanParameter[] parameters) => PhaseSimulation.PlanOf(trials, parameters);

    private static SimulatedOutcome Diverged => new(null, "the objective returned NaN: the training diverged or reported nothing");

    private static FinishedPhase Deaf()
    {
        var sketch = new PhaseSketch(PlanOf(20, Rate(), PhaseSimulation.Linear("a", 0, 1, 0)));
        for (var i = 0; i < 8; i++)
        {
            sketch.Add(new() { ["learning_rate"] = new(new FloatDistribution(1e-5, 1, log: true), i < 4 ? 0.01 : 0.02 * i), ["a"] = new(new FloatDistribution(0, 1), 0.1 * i) }, [i < 4 ? 0.123456789012345 : 0.1 * i]);
        }

        return sketch.End();
    }

    private static PlanParameter Dropout => PhaseSimulation.Linear("dropout", 0, 0.7, 0, HardEnds.Low);

    private static PlanParameter Hidden => new() { Name = "hidden", Role = "width", Type = PlanParameterType.Int, Default = 128L, Low = 32, High = 512, Log = true };

    private static PlanParameter Warmup => new() { Name = "warmup_epochs", Role = "warmup", Type = PlanParameterType.Int, Default = 0L, Low = 0, High = 3, Hard = HardEnds.Low };

    private static PlanParameter Choice(string name, object start, params object[] choices) =>
        new() { Name = name, Role = name, Type = PlanParameterType.Categorical, Default = start, Choices = [.. choices] };

    private static double Log(IReadOnlyDictionary<string, object?> values) => Math.Log10((double)values["learning_rate"]! / Optimum);
}
