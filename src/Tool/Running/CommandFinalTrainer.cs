using System.Globalization;
using System.Security.Cryptography;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Tool.Running;

/// <summary>Trains the tuned configuration once by the plan's command, and keeps what it reached and where it came from.</summary>
/// <param name="bench">The project; its plan names a command.</param>
/// <param name="watch">Told a line about each report.</param>
internal sealed class CommandFinalTrainer(Workbench bench, Action<string> watch)
{
    private const string LogName = "train.log";

    /// <summary>Trains, and writes the provenance file.</summary>
    /// <param name="request">Seed, file and device; null has the default.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The members of the provenance file.</returns>
    /// <exception cref="UsageException">The decisions froze a value that does not fit the plan.</exception>
    /// <exception cref="HyperException">The command failed; the message is its reason.</exception>
    /// <exception cref="OperationCanceledException">It was ended early; nothing was written.</exception>
    public IReadOnlyDictionary<string, object?> Train((long? Seed, string? Out, string? Device) request, CancellationToken cancellation)
    {
        var plan = bench.Plan;
        FrozenValues.ThrowIfUnfit(plan, bench.Book, phase: null);
        var trial = new CommandTrial
        {
            Parameters = bench.Book.Tuned(plan),
            Epochs = plan.Budget.Epochs,
            Seed = request.Seed ?? plan.Search.Seed,
        };
        var device = request.Device ?? DeviceName.Default;
        var command = CommandProject.Trainer(plan, bench.Project, plan.Name, (device, Environment.ProcessorCount));
        var training = Run(command, trial, cancellation);
        var file = request.Out is { } given ? Path.ChangeExtension(given, ".json") : FinalTrainer.KeptIn(bench);
        var report = Describe(trial, training, device);
        AtomicFile.Write(file, PythonJson.Write(report) + "\n");
        return report;
    }

    /// <summary>The outcome in words.</summary>
    /// <param name="report">The members of the provenance file.</param>
    /// <returns>One line.</returns>
    public static string InWords(IReadOnlyDictionary<string, object?> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var test = report["test"] is double score ? string.Create(CultureInfo.InvariantCulture, $", test {score:0.####}") : ", no test score (the script prints {\"test\":x} when it is asked to)";
        return string.Create(CultureInfo.InvariantCulture, $"{report["metric"]} {report["validation"]:0.####} (epoch {report["best_epoch"]} of {report["epochs"]}){test}, {report["seconds"]:0.0} s");
    }

    private CommandTraining Run(CommandTrainerOptions command, CommandTrial trial, CancellationToken cancellation)
    {
        var logs = Path.Combine(bench.Project.StatePath, "logs");
        Directory.CreateDirectory(logs);
        using var log = new StreamWriter(Path.Combine(logs, LogName));
        var metric = (bench.Plan.Metric.Direction, bench.Plan.Metric.UseLast);
        return CommandTraining.Run(command, trial, metric, (Say, log), bench.Time, cancellation);
    }

    private void Say(CommandReport report) =>
        watch(string.Create(CultureInfo.InvariantCulture, $"epoch {report.Step}/{bench.Plan.Budget.Epochs}  {bench.Plan.Metric.Name} {report.Value:0.####}"));

    private Dictionary<string, object?> Describe(CommandTrial trial, CommandTraining training, string device) => new(StringComparer.Ordinal)
    {
        ["plan"] = bench.Plan.Name,
        ["metric"] = bench.Plan.Metric.Name,
        ["validation"] = training.Value,
        ["test"] = training.Test,
        ["best_epoch"] = (long?)training.Step,
        ["epochs"] = training.Reports.IsEmpty ? null : (long)training.Reports[^1].Step,
        ["seconds"] = Math.Round(training.Time.TotalSeconds, 3),
        ["seed"] = trial.Seed,
        ["device"] = device,
        ["command"] = bench.Plan.TrainerCommand.ToList<object?>(),
        ["hyperparameters"] = trial.Parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
        ["plan_sha256"] = Hash(bench.Project.PlanPath),
        ["decisions_sha256"] = Hash(bench.Project.DecisionsPath),
        ["runtime"] = ToolVersion.Text,
    };

    private static string? Hash(string file) => File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : null;
}
