using HyperScaffold.Samplers;
using HyperScaffold.Studies;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Takes the next trial of a study for a script in any language.</summary>
/// <param name="services">What commands get.</param>
[Command("ask", Description = "Take the next trial of a study and print its values as one line of JSON; tell ends it")]
[Example("ask lab --space '{\"lr\": {\"low\": 1e-5, \"high\": 1, \"scale\": \"log\"}, \"layers\": [1, 2, 3]}'", "the first ask keeps the space with the study")]
[Example("ask lab --trials 10", "prints nothing once the study has 10 trials")]
[Example("ask lab --sampler tpe --lease 8h", "a trial not told within 8 hours fails and is repeated")]
[ExitCodes("a trial was printed, or nothing because nothing is left to try", "the space does not fit, or the storage cannot be used")]
internal sealed class AskCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <summary>The name under which all shells ask and tell, so that any of them may end what another asked for.</summary>
    public const string Worker = "ask-and-tell";

    /// <summary>Gets the space as given.</summary>
    [Option("--space <JSON>", Description = "The search space as JSON or a file that holds it (default: the one that the study keeps)")]
    public string? Space { get; }

    /// <summary>Gets the sampler's name.</summary>
    [Option("--sampler <NAME>", Description = "auto, random, quasi-random, tpe, gp or grid (default: auto)")]
    public string? Sampler { get; }

    /// <summary>Gets the sampler's seed.</summary>
    [Option("--seed <N>", Description = "The sampler's seed (default: 1)")]
    public long? Seed { get; }

    /// <summary>Gets the most trials.</summary>
    [Option("--trials <N>", Description = "Take no new trial where the study has this many (default: no limit)")]
    public int? Trials { get; }

    /// <summary>Gets the lease as given.</summary>
    [Option("--lease <TIME>", Description = "How long the trial may go without a word, such as 90s, 30m or 8h (default: 24h)")]
    public string? Lease { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = FormatOf(FormatWord, Json, RecordFormat.Json);
        var (given, lease) = (Space is null ? null : SpaceText.Read(Space, Services.Environment), LeaseTime.Read(Lease));
        if (Trials < 1)
        {
            throw new UsageException($"A study has at least one trial, but --trials is {Trials}.");
        }

        using var storage = place.Open(Services.Time);
        var record = FindStudy(storage, place, StudyName);
        var space = AskedSpace.Of(storage, record, given);
        var options = new StudyOptions
        {
            Storage = storage,
            Sampler = SamplerFactory.Create(Sampler ?? "auto", space),
            Seed = Seed ?? 1,
            Lease = lease,
            Worker = Worker,
            Time = Services.Time,
        };
        using var study = Studies.Study.Load(record.Name, options);
        if (study.TryAsk(space, Trials) is not { } trial)
        {
            Terminal.Say($"hyper: nothing is left to ask: the study '{record.Name}' has its trials, or every point was tried.");
            return ExitCode.Done;
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["study"] = record.Name, ["number"] = (long)trial.Number, ["params"] = Ordered(trial.Parameters) };
        AskedView.Print(Terminal, format, values);
        return ExitCode.Done;
    }

    private static Dictionary<string, object?> Ordered(IReadOnlyDictionary<string, object?> values) =>
        values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
}
