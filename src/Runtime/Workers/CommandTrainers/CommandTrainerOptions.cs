using System.Collections.Immutable;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>How a command trainer is started and stopped.</summary>
public sealed record CommandTrainerOptions
{
    /// <summary>Gets the command and its arguments; no shell reads them.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>Gets the project's folder, where the command runs.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the study's name, which the command finds in <c>HYPER_STUDY</c>.</summary>
    public required string Study { get; init; }

    /// <summary>Gets the device's name as PyTorch writes it, which the command finds in <c>HYPER_DEVICE</c>.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Gets how many threads numeric libraries may use, at least 1.</summary>
    /// <value>The default is 1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Gets how long a trial that was told to stop may take before its process group gets SIGTERM.</summary>
    /// <value>The default is half a second.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets how long after SIGTERM the process group gets SIGKILL.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan KillAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets how long after SIGTERM the run of a cancelled trial returns although its process still saves its work; the
    /// process is then ended in the background. A worker that must leave cannot wait for <see cref="KillAfter"/>.
    /// </summary>
    /// <value>The default is half a second.</value>
    public TimeSpan LeaveAfter { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets the bytes of memory that the command and all that it starts may use; beyond it the trial fails at once. Null for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Gets how many bytes of a line are kept; the rest is cut.</summary>
    /// <value>The default is 1 MiB.</value>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>Gets how many characters a trial's log may have; the rest is left out.</summary>
    /// <value>The default is 64 Mi characters.</value>
    public long MaxLogLength { get; init; } = 64L << 20;

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="HyperException">A setting breaks a rule; all are named.</exception>
    public void Validate()
    {
        var problems = new List<Problem>();
        if (Command.IsDefaultOrEmpty || string.IsNullOrWhiteSpace(Command[0]))
        {
            problems.Add(new Problem("trainer.command", "[]", "a command must have a program", "Write command: [\"python3\", \"train.py\"]"));
        }

        AddIf(problems, Threads < 1, nameof(Threads), $"{Threads}", "at least one thread must run");
        AddIf(problems, StopGrace < TimeSpan.Zero, nameof(StopGrace), $"{StopGrace}", "a time must not be negative");
        AddIf(problems, KillAfter < TimeSpan.Zero, nameof(KillAfter), $"{KillAfter}", "a time must not be negative");
        AddIf(problems, LeaveAfter < TimeSpan.Zero, nameof(LeaveAfter), $"{LeaveAfter}", "a time must not be negative");
        AddIf(problems, MemoryLimit < 1, nameof(MemoryLimit), $"{MemoryLimit}", "a limit must be at least one byte");
        AddIf(problems, MaxLineBytes < 1024, nameof(MaxLineBytes), $"{MaxLineBytes}", "a line must have at least 1024 bytes");
        AddIf(problems, MaxLogLength < 0, nameof(MaxLogLength), $"{MaxLogLength}", "a length must not be negative");
        HyperException.ThrowIfAny(nameof(CommandTrainerOptions), problems);
    }

    private static void AddIf(List<Problem> problems, bool broken, string setting, string got, string rule)
    {
        if (broken)
        {
            problems.Add(new Problem(setting, got, rule, "Leave it out to have the default"));
        }
    }
}
