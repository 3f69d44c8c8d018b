using System.Collections.Immutable;
using System.Text.Json;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// Keeps what experiments showed, a file an experiment, and finds it again while the project's files, the settings and the
/// experiment's design are the same. Arms are kept and the questions are asked anew, so that a rule of judging that changes needs no new trainings.
/// </summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="project">The mark of the project's files.</param>
/// <param name="options">The settings.</param>
internal sealed class KeptProofs(string folder, string project, ProverOptions options)
{
    /// <summary>How the names of such files end.</summary>
    public const string Ending = ".proof.json";

    /// <summary>The file of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <returns>Its path.</returns>
    public string PathOf(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return Path.Combine(folder, experiment.Name + Ending);
    }

    /// <summary>Finds a kept proof.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="plan">The project's plan.</param>
    /// <returns>The proof; null where none is kept that is of today, and then what changed since one was kept, as in "the project's files changed".</returns>
    /// <exception cref="UsageException">The file is no kept proof.</exception>
    public (Proof? Proof, string? Changed) Find(IExperiment experiment, Plan plan)
    {
        var path = PathOf(experiment);
        if (!File.Exists(path))
        {
            return (null, null);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var root = json.RootElement;
            var changed = Changed(root, experiment, plan);
            return (changed is null ? Read(root.GetProperty("proof"), experiment, plan) : null, changed);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{path} is no result that dotnet hyper prove kept: {e.Message} Delete it, and the experiment runs anew.");
        }
    }

    /// <summary>Keeps a proof.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="plan">The project's plan.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <returns>The proof with its date.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Proof Keep(Proof proof, Plan plan, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var dated = proof with { Date = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc) };
        Directory.CreateDirectory(folder);
        var kept = new { Project = project, options.Seeds, options.Retrains, options.Quick, Design = DesignMark.Of(proof.Experiment, plan, options.Quick), Proof = ProofJson.Record(dated) };
        AtomicFile.Write(PathOf(proof.Experiment), JsonSerializer.Serialize(kept, JsonText.Pretty) + "\n");
        return dated;
    }

    // a result of before there were marks says nothing of its design
    private string? Changed(JsonElement root, IExperiment experiment, Plan plan) =>
        root.GetProperty("project").GetString() != project ? "the project's files changed"
        : !HasSettings(root) ? "--seeds, --retrains or --quick changed"
        : !root.TryGetProperty("design", out var design) || design.GetString() != DesignMark.Of(experiment, plan, options.Quick) ? "the experiment's design changed"
        : null;

    private bool HasSettings(JsonElement root) =>
        root.GetProperty("seeds").GetInt32() == options.Seeds
        && root.GetProperty("retrains").GetInt32() == options.Retrains
        && root.GetProperty("quick").GetBoolean() == options.Quick;

    private Proof Read(JsonElement json, IExperiment experiment, Plan plan)
    {
        var design = experiment.Design(plan, options.Quick);
        var metric = Yardstick.Metric(plan.Metric);
        var yardstick = json.GetProperty("yardstick").GetString() == metric.Name ? metric : Yardstick.Loss;
        ImmutableArray<ArmScore> arms = [.. json.GetProperty("arms").EnumerateArray().Select(Arm)];
        var row = json.GetProperty("row").GetDouble();
        return new Proof(experiment, json.GetProperty("setup").GetString()!, yardstick, arms, [.. design.Questions.Select(q => Judge.Of(q, arms, yardstick, row))])
        {
            Retrains = json.GetProperty("retrains").GetInt32(),
            Row = row,
            Trainings = json.GetProperty("trainings").GetInt32(),
            WorkerSeconds = json.GetProperty("worker_seconds").GetDouble(),
            Date = json.GetProperty("date").GetDateTime(),
        };
    }

    private static ArmScore Arm(JsonElement json)
    {
        double? Known(string name, int at) => json.TryGetProperty(name, out var values) && values[at].ValueKind == JsonValueKind.Number ? values[at].GetDouble() : null;
        ImmutableArray<double> Numbers(string name) => [.. json.GetProperty(name).EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? double.NaN : n.GetDouble())];
        var rule = json.TryGetProperty("rule", out var code) ? code.GetString() : null;
        var (trials, epochs, confirm) = (Numbers("trials"), Numbers("epochs"), Numbers("confirm_epochs"));
        var ends = json.GetProperty("winners").EnumerateArray().Select((w, i) => new ArmEnd(Values(w), (int)trials[i], (int)epochs[i], (int)confirm[i])
        {
            Seen = Known("seen", i),
            Length = (int?)Known("lengths", i),
            Rule = rule,
            Spoke = rule is not null && json.GetProperty("spoke")[i].GetBoolean(),
        });
        return new ArmScore(json.GetProperty("name").GetString()!, [.. ends], Numbers("scores"), Numbers("metrics"), Numbers("tests"))
        {
            TestOfEach = Numbers("test_of_each"),
        };
    }

    private static ImmutableSortedDictionary<string, object?> Values(JsonElement json) =>
        PythonJson.ReadObject(json.GetRawText()).ToImmutableSortedDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
}
