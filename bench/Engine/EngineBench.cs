using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HyperScaffold.Bench.Common;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;

namespace HyperScaffold.Bench.Engine;

/// <summary>How fast the engine is, beside Optuna in the same run, on five mixed parameters.</summary>
public static class EngineBench
{
    private const int Trials = 1000;

    private static SearchSpace Space { get; } = SearchSpace.Empty.Float("lr", 1e-5, 1e-1, log: true).Float("momentum", 0, 0.99)
        .Int("width", 16, 512, log: true).Int("layers", 1, 5).Categorical("optimizer", ["sgd", "adam", "adamw"]);

    private static SearchSpace Cube { get; } = Enumerable.Range(1, 4).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1));

    public static int Run(string[] args)
    {
        var peer = args.Contains("--alone") ? null : Peer();
        double? P(string name) => peer?.GetProperty(name).GetDouble() * 1000;
        Console.WriteLine($"five mixed parameters, one thread, in memory, processor time; Optuna {peer?.GetProperty("version").GetString() ?? "not run"}; each of ours is the median of 5 runs after two seconds to warm up, as the compiler replaces its quick code meanwhile");
        Row[] rows =
        [
            Row.Against($"TPE study of {Trials} trials", "ms a trial", Repeat(() => Study(new TpeSampler())), P("tpe"), 0.01),
            Row.Against($"random study of {Trials} trials", "ms a trial", Repeat(() => Study(new RandomSampler())), P("random"), 0.01),
            Row.Against("TPE ask at 1000 finished trials", "ms", Asks(Space, new TpeSampler(), 1000, 200), P("ask1000"), null) with { Target = 0.4 },
            Row.Against("TPE ask at 5000 finished trials", "ms", Asks(Space, new TpeSampler(), 5000, 100), P("ask5000"), null) with { Target = 2 },
            Row.Against("report and median prune", "ms a step", Repeat(Reports), P("report"), 0.01),
            Row.Against("GP ask at 200 finished trials, 4 parameters", "ms", Asks(Cube, SamplerFactory.Create("gp", Cube), 200, 10), null, 50),
            Row.Against("memory a trial with 5 parameters", "KiB", Memory(), null, null),
        ];
        Row.Print("engine", rows);
        return 0;
    }

    private static double Objective(Trial trial)
    {
        var lr = trial.SuggestFloat("lr", 1e-5, 1e-1, log: true);
        var momentum = trial.SuggestFloat("momentum", 0, 0.99);
        var width = trial.SuggestInt("width", 16, 512, log: true);
        var layers = trial.SuggestInt("layers", 1, 5);
        var optimizer = trial.SuggestCategorical("optimizer", ["sgd", "adam", "adamw"]);
        return Value(Math.Log10(lr), momentum, width, layers, optimizer == "adam");
    }

    private static double Value(double lr, double momentum, double width, double layers, bool adam) =>
        Math.Pow(lr + 3, 2) + Math.Pow(momentum - 0.9, 2) + (Math.Pow(Math.Log2(width / 128), 2) / 10) + (layers / 10) + (adam ? 0 : 0.3);

    private static double Study(ISampler sampler)
    {
        using var study = Studies.Study.Create("bench", new StudyOptions { Sampler = sampler, Pruner = new NonePruner(), Space = Space });
        return Time(() => study.Optimize(Objective, Trials)) / Trials;
    }

    private static double Asks(SearchSpace space, ISampler sampler, int finished, int count)
    {
        var loop = Filled(space, finished);
        var asking = new StudyLoop(space, sampler, 1, loop.History, finished);
        WarmUp(() => asking.Ask());
        return Enumerable.Range(0, 5).Select(_ => Time(() => asking.Run(count / 5, (values, _) => Sum(values))) / (count / 5)).Order().ElementAt(2);
    }

    private static StudyLoop Filled(SearchSpace space, int finished)
    {
        var loop = new StudyLoop(space, new RandomSampler(), 1);
        loop.Run(finished, (values, _) => Sum(values));
        return loop;
    }

    private static double Sum(IReadOnlyDictionary<string, double> values) => values.Values.Sum(v => Math.Sin(3 * v));

    private static double Reports()
    {
        const int Curves = 50, Steps = 50;
        using var study = Studies.Study.Create("bench", new StudyOptions { Sampler = new RandomSampler(), Pruner = new MedianPruner(), Space = Space, PruneControlShare = 1 });
        var spent = 0.0;
        for (var number = 0; number < Curves; number++)
        {
            var trial = study.Ask();
            spent += Time(() =>
            {
                for (var step = 0; step < Steps; step++)
                {
                    trial.Report((1.0 / (step + 1)) + (0.001 * number), step);
                    trial.ShouldPrune();
                }
            });
            study.Tell(trial, (1.0 / Steps) + (0.001 * number));
        }

        return spent / Curves / Steps;
    }

    private static double Memory()
    {
        const int Many = 5000;
        var before = GC.GetTotalMemory(true);
        using var study = Studies.Study.Create("bench", new StudyOptions { Sampler = new TpeSampler(), Space = Space });
        study.Optimize(Objective, Many);
        var after = GC.GetTotalMemory(true);
        GC.KeepAlive(study);
        return (after - before) / 1024.0 / Many;
    }

    private static double Repeat(Func<double> once)
    {
        WarmUp(() => once());
        return Enumerable.Range(0, 5).Select(_ => once()).Order().ElementAt(2);
    }

    private static void WarmUp(Action once)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(2);)
        {
            once();
        }
    }

    private static double Time(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static JsonElement? Peer()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Engine", "optuna_engine.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, Trials.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonDocument.Parse(text).RootElement.Clone() : null;
    }
}
