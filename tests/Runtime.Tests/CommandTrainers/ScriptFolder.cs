using System.Collections.Immutable;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.CommandTrainers;

/// <summary>A project's folder with scripts that run for real.</summary>
public sealed class ScriptFolder : IDisposable
{
    private readonly StringWriter _log = new();

    public ScriptFolder()
    {
        Root = Directory.CreateTempSubdirectory("hyper-script-").FullName;
        Options = new CommandTrainerOptions { Command = ["sh", "train.sh"], Folder = Root, Study = "digits-learning-rate" };
    }

    public static CommandTrial Trial { get; } = new()
    {
        Number = 7,
        Parameters = ImmutableSortedDictionary<string, object?>.Empty.WithComparers(StringComparer.Ordinal).Add("learning_rate", 0.01),
        Epochs = 30,
        Seed = 123,
    };

    public string Root { get; }

    public CommandTrainerOptions Options { get; set; }

    public List<CommandReport> Reports { get; } = [];

    public Func<CommandReport, bool> Answer { get; set; } = _ => true;

    public string Log => _log.ToString();

    /// <summary>Runs a shell script as a trial.</summary>
    public CommandOutcome Shell(string script, CancellationToken? cancellation = null)
    {
        File.WriteAllText(Path.Combine(Root, "train.sh"), script);
        return Run(Trial, cancellation);
    }

    /// <summary>Runs a Python script as a trial; skips the test where there is no Python.</summary>
    public CommandOutcome Python(string script, CommandTrial? trial = null)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "there is no /usr/bin/python3");
        File.WriteAllText(Path.Combine(Root, "train.py"), script);
        Options = Options with { Command = ["/usr/bin/python3", "train.py"] };
        return Run(trial ?? Trial, null);
    }

    public CommandOutcome Run(CommandTrial trial, CancellationToken? cancellation)
    {
        using var trainer = new CommandTrainer(Options, TimeProvider.System);
        return trainer.Run(trial, Take, _log, cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The text of a file that a script wrote; waits for it.</summary>
    public string Wait(string file)
    {
        var path = Path.Combine(Root, file);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(path) && File.ReadAllText(path).EndsWith('\n'), TimeSpan.FromSeconds(20)), $"{file} was not written");
        return File.ReadAllText(path).Trim();
    }

    /// <summary>Tells whether a process ends within 20 seconds; one that nobody waits for counts as ended.</summary>
    public static bool Ends(string process) => SpinWait.SpinUntil(() => HasEnded($"/proc/{process}/stat"), TimeSpan.FromSeconds(20));

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    // it may end between two looks at it
    private static bool HasEnded(string facts)
    {
        try
        {
            return !File.Exists(facts) || File.ReadAllText(facts).Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    private bool Take(CommandReport report)
    {
        Reports.Add(report);
        return Answer(report);
    }
}
