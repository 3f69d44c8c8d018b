using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using HyperScaffold.Storage;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>Trains the tuned configuration once and keeps its weights, its scores and where they came from.</summary>
internal static class FinalTraining
{
    private const string DefaultOut = "model.safetensors";
    private static readonly string Checkpoints = Path.Combine(".hyper", "checkpoints", "train");

    /// <summary>Trains.</summary>
    /// <typeparam name="TEpoch">The record of an epoch.</typeparam>
    /// <param name="assembly">The program.</param>
    /// <param name="line">The arguments.</param>
    /// <param name="train">Trains the tuned configuration.</param>
    /// <param name="output">Where the outcome is printed.</param>
    /// <returns>The exit code.</returns>
    public static int Run<TEpoch>(Assembly assembly, ProgramArguments line, Func<TrialContext, IEnumerable<TEpoch>> train, TextWriter output)
    {
        var plan = ProjectObjectives.Plan(assembly);
        var metric = MetricProperty(typeof(TEpoch), plan.Metric);
        var asJson = line.Options.ContainsKey("--json");
        using var interrupt = new Interrupt();
        var seed = line.Whole("--seed") ?? plan.Seed;
        var context = new TrialContext
        {
            Epochs = plan.Epochs,
            Seed = seed,
            Device = line.Options.GetValueOrDefault("--device", "cpu"),
            Metric = plan.Metric,
            Direction = plan.Direction,
            ScoreTest = true,
            WeightsFile = Path.GetFullPath(line.Options.GetValueOrDefault("--out", DefaultOut)),
            Cancellation = interrupt.Token,
            CheckpointFile = Path.GetFullPath(Path.Combine(Checkpoints, string.Create(CultureInfo.InvariantCulture, $"{seed}.checkpoint"))),
            Say = asJson ? null : output.WriteLine,
        };
        var clock = Stopwatch.StartNew();
        var (best, bestEpoch, epochs) = (double.NaN, 0, 0);
        foreach (var epoch in train(context))
        {
            epochs++;
            var value = Convert.ToDouble(metric.GetValue(epoch), CultureInfo.InvariantCulture);
            (best, bestEpoch) = double.IsNaN(best) || StudyBest.IsBetter(value, best, plan.Direction) ? (value, epochs) : (best, bestEpoch);
            if (!asJson)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epochs}/{plan.Epochs}  {plan.Metric} {value:0.####}"));
            }
        }

        interrupt.Token.ThrowIfCancellationRequested();
        if (double.IsNaN(best))
        {
            throw new HyperException($"The training gave no {plan.Metric} that is a number: it diverged or ran no epoch. Lower the learning rate, or tune it with dotnet hyper phase next.");
        }

        var outcome = new TrainingOutcome(plan, context, best, bestEpoch, epochs, clock.Elapsed.TotalSeconds);
        var report = Provenance.Describe(assembly, outcome);
        File.WriteAllText(Path.ChangeExtension(context.WeightsFile, ".json"), PythonJson.Write(report) + "\n");
        TrialCheckpoints.Drop(context.CheckpointFile);
        output.WriteLine(asJson ? PythonJson.Write(report) : outcome.ToString());
        return 0;
    }

    private static PropertyInfo MetricProperty(Type epoch, string metric)
    {
        var name = string.Concat(metric.Split('_', '-').Select(w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
        return epoch.GetProperty(name)
            ?? throw new HyperException($"The metric {metric} must be a property {name} of {epoch.Name}, which has {string.Join(", ", epoch.GetProperties().Select(p => p.Name))}. Add it, or change metric.name in hyper.yaml.");
    }
}
