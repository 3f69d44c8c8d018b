using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Workers;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Works on a study that <c>phase next</c> leads, here or on another machine.</summary>
/// <param name="services">What commands get.</param>
[Command("worker", Description = "Help a phase that runs, from this or another machine, until it is over")]
[Example("worker", "help the phase that runs in this folder")]
[Example("worker --study digits-learning-rate --storage postgresql://me@host/studies", "from another machine")]
[Example("worker --time-left 30m", "in a batch job that has half an hour left")]
[ExitCodes("the phase is over", "the study does not exist, or runs by another plan")]
internal sealed class WorkerCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets the study's name.</summary>
    [Option("--study <NAME>", Description = "The study (default: the open phase's)")]
    public string? Study { get; }

    /// <summary>Gets the storage's address.</summary>
    [Option("--storage <URL>", Description = "Where the study lies (default: the project's own database)")]
    public string? StorageUrl { get; }

    /// <summary>Gets the worker's name.</summary>
    [Option("--worker <NAME>", Description = "The worker's name in leases (default: machine, process and time; unique among all of them)")]
    public string? Worker { get; }

    /// <summary>Gets the device.</summary>
    [Option("--device <NAME>", Description = "The device as PyTorch writes it (default: cpu)")]
    public string? Device { get; }

    /// <summary>Gets the number of threads.</summary>
    [Option("--threads <N>", Description = "Threads of numeric libraries (default: 1 for a command, all cores otherwise)")]
    public int? Threads { get; }

    /// <summary>Gets the longest that a trial may take.</summary>
    [Option("--trial-limit <TIME>", Description = "A trial that takes longer fails with that reason: 90s, 10m, 2h (default: no limit)")]
    public string? TrialLimit { get; }

    /// <summary>Gets the most memory that a trial may use.</summary>
    [Option("--memory-limit <SIZE>", Description = "A trial that uses more fails with that reason: 500M, 4G (default: no limit)")]
    public string? MemoryLimit { get; }

    /// <summary>Gets after how many trials the worker leaves.</summary>
    [Option("--recycle <N>", Description = "Leave after this many trials (default: never)")]
    public int? Recycle { get; }

    /// <summary>Gets how long the worker has.</summary>
    [Option("--time-left <TIME>", Description = "Take no trial that would not fit into this time, as far as finished ones tell: 30m, 2h (default: no end)")]
    public string? TimeLeft { get; }

    /// <summary>Gets the folder of logs; whoever starts workers names it to all of them.</summary>
    [Option("--logs <DIR>", Description = "The folder of the logs (default: the project's own)")]
    public string? Logs { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (Threads < 1)
        {
            throw new UsageException($"A worker must have at least one thread, but got --threads {Threads}. Leave it out.");
        }

        var plan = project.LoadPlan();
        var options = new WorkerOptions
        {
            Study = Study ?? OpenStudy(project),
            Worker = Worker ?? string.Create(CultureInfo.InvariantCulture, $"{System.Environment.MachineName}:{System.Environment.ProcessId}:{services.Time.GetUtcNow().ToUnixTimeMilliseconds()}"),
            Device = DeviceOf(plan),
            Metric = plan.Metric.Name,
            TrialTimeout = Amount.TimeOf(TrialLimit, "--trial-limit"),
            MemoryLimit = Amount.SizeOf(MemoryLimit, "--memory-limit"),
            Recycle = WorkerSettings.ReadRecycle(Recycle),
            TimeLeft = Amount.TimeOf(TimeLeft, "--time-left"),
            Time = services.Time,
        };
        var url = StorageUrl is null ? Workbench.UrlOf(project, Environment) : StorageAddress.RequireNoPassword(StorageUrl);
        var end = new JoinedWorker(project, services, options, url, Threads, isLed: Worker is not null).Run();
        if (Worker is null)
        {
            Terminal.Say(InWords(end, options.Study));
        }

        return Worker is not null || end == WorkerEnd.Interrupted ? (int)end : ExitCode.Done;
    }

    // the project's own program checks its devices itself
    private string DeviceOf(Plan plan) => plan.TrainerCommand.IsEmpty
        ? Device ?? DeviceName.Default
        : DeviceName.Read(Device, LocalMachine.Detect(Environment.Variable(LocalSlots.VisibleDevices)));

    // a worker with a name was started by a supervisor, which reads why it left from its exit code
    private static string InWords(WorkerEnd end, string study) => end switch
    {
        WorkerEnd.Interrupted => "hyper: interrupted; the running trial waits to run again.",
        WorkerEnd.TimeUp => "hyper: no trial fits into the time that is left, so this worker leaves.",
        WorkerEnd.Recycled => "hyper: as many trials as asked for were run.",
        _ => $"hyper: the phase of {study} is over.",
    };

    private static string OpenStudy(ProjectFolder project) =>
        project.LoadDecisions().Decisions.LastOrDefault(d => d is { State: DecisionState.Open, Superseded: false })?.Study
            ?? throw new UsageException("A worker works on a study, but none is named and no phase is open. Write --study NAME; dotnet hyper status shows the names.");
}
