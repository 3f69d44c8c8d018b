using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Trials;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Prints what a trial printed.</summary>
/// <param name="services">What commands get.</param>
[Command("logs", Description = "Print what a trial printed")]
[Example("logs 17", "trial 17 of the newest phase")]
[Example("logs 17 --follow", "and what it goes on to print, until it ends")]
[Example("logs 3 --phase learning-rate", "of another phase")]
[ExitCodes("the log was printed", "the trial has no log")]
internal sealed class LogsCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the trial's number.</summary>
    [Argument(0, "TRIAL", "The trial's number, as status and the database show it")]
    public int? Trial { get; }

    /// <summary>Gets the phase's name.</summary>
    [Option("--phase <NAME>", Description = "The phase (default: the newest one)")]
    public string? Phase { get; }

    /// <summary>Gets the study's name.</summary>
    [Option("--study <NAME>", Description = "The study, for an earlier run of a phase")]
    public string? Study { get; }

    /// <summary>Gets a value indicating whether to wait for more.</summary>
    [Option("-f|--follow", Description = "Go on printing until the trial ends")]
    public bool Follow { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var number = Trial ?? throw new UsageException("A log belongs to a trial, but no number is given. Write: dotnet hyper logs 17");
        var study = Study ?? StudyOf(project.LoadDecisions());
        (study, number) = Trained(project, study, number);
        var folder = Path.Combine(project.StatePath, "logs", study);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.log"));
        if (!File.Exists(path) && !(Follow && IsGoingOn(project, study, number)))
        {
            throw new HyperException($"Trial {number} of study {study} has no log{Known(folder)}. Choose another trial, or another phase by --phase.");
        }

        return Print(path, () => Follow && IsGoingOn(project, study, number));
    }

    private string StudyOf(DecisionBook book)
    {
        var decision = Phase is null ? book.Decisions.LastOrDefault(d => d.State != DecisionState.Skipped) : book.Current(Phase);
        return decision?.Study ?? throw new UsageException(Phase is null
            ? "A log belongs to a phase that began, and none has. Begin one: dotnet hyper phase next"
            : $"A log belongs to a phase that began, but '{Phase}' has not. Choose one that dotnet hyper status shows.");
    }

    private static string Known(string folder)
    {
        var numbers = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.log").Select(Path.GetFileNameWithoutExtension).Where(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture)).Order().ToList()
            : [];
        return numbers.Count == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"; {numbers.Count} trials from {numbers[0]} to {numbers[^1]} have one");
    }

    // what was taken over from an earlier phase printed something there
    private (string Study, int Number) Trained(ProjectFolder project, string study, int number)
    {
        var source = Find(project, study, number) is { } trial ? TrialAttributes.ReadText(trial.UserAttributes, TrialAttributes.Source) : null;
        var at = source?.LastIndexOf(" #", StringComparison.Ordinal) ?? -1;
        if (source is null || at < 0 || !int.TryParse(source.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var earlier))
        {
            return (study, number);
        }

        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Trial {number} of study {study} was taken over from {source}; this is what that one printed."));
        return (source[..at], earlier);
    }

    private bool IsGoingOn(ProjectFolder project, string study, int number) => Find(project, study, number) is { IsFinished: false };

    private FrozenTrial? Find(ProjectFolder project, string study, int number)
    {
        using var storage = Workbench.Peek(project, Environment, services.Time);
        return storage is null ? null : PhaseStudy.Read(storage, study).FirstOrDefault(t => t.Number == number);
    }

    // the trial's state is read before the file, so that nothing written in between is missed
    private int Print(string path, Func<bool> goesOn)
    {
        var token = services.Shutdown.Token;
        long position = 0;
        bool more;
        do
        {
            more = goesOn();
            position = PrintFrom(path, position, whole: !more);
        }
        while (more && !token.WaitHandle.WaitOne(Poll));
        return token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private long PrintFrom(string path, long position, bool whole)
    {
        if (!File.Exists(path))
        {
            return position;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = position;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var end = whole ? text.Length : text.LastIndexOf('\n') + 1;
        foreach (var line in text[..end].Split('\n').SkipLast(text[..end].EndsWith('\n') || end == 0 ? 1 : 0))
        {
            Terminal.Write(line);
        }

        return position + System.Text.Encoding.UTF8.GetByteCount(text[..end]);
    }
}
