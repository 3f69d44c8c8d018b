using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Workers;
using HyperScaffold.Workers.CommandTrainers;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Works on a study of a project that trains by a command; <c>phase next</c> starts one a slot.</summary>
/// <param name="services">What commands get.</param>
[Command("worker", Description = "Train trials of a study until its phase is over (for projects with trainer.command)", ShowInHelpText = false)]
[Example("worker --study digits-learning-rate", "help a phase that runs")]
[ExitCodes("the phase is over", "the study does not exist, or searches another space")]
internal sealed class WorkerCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets the study's name.</summary>
    [Option("--study <NAME>", Description = "The study")]
    public string? Study { get; }

    /// <summary>Gets the storage's address.</summary>
    [Option("--storage <URL>", Description = "Where the study lies (default: the project's own database)")]
    public string? StorageUrl { get; }

    /// <summary>Gets the worker's name.</summary>
    [Option("--worker <NAME>", Description = "The worker's name in leases (default: machine and process)")]
    public string? Worker { get; }

    /// <summary>Gets the device.</summary>
    [Option("--device <NAME>", Description = "The device that the command is told (default: cpu)")]
    public string? Device { get; }

    /// <summary>Gets the number of threads.</summary>
    [Option("--threads <N>", Description = "Threads of numeric libraries (default: 1)")]
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

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var study = Study ?? throw new UsageException("A worker works on a study, but none is named. Write --study NAME; dotnet hyper status shows the names.");
        var plan = project.LoadPlan();
        if (plan.TrainerCommand.IsEmpty)
        {
            throw new UsageException($"A project that trains in C# has its own workers, and {ProjectFolder.PlanName} names no trainer.command. Run the project's program: dotnet run -- worker --study {study}");
        }

        var options = new WorkerOptions
        {
            Study = study,
            Worker = Worker ?? $"{System.Environment.MachineName}:{System.Environment.ProcessId}",
            Device = Device ?? "cpu",
            Metric = plan.Metric.Name,
            TrialTimeout = Amount.TimeOf(TrialLimit, "--trial-limit"),
            Recycle = WorkerSettings.ReadRecycle(Recycle),
            Time = services.Time,
        };
        var command = CommandProject.Trainer(plan, project, study, (options.Device, Threads ?? 1)) with { MemoryLimit = Amount.SizeOf(MemoryLimit, "--memory-limit") };
        var trials = CommandProject.Trials(plan, project.LoadDecisions(), study, Path.Combine(project.StatePath, "logs"));
        using var storage = StorageFactory.Open(StorageUrl is null ? Workbench.UrlOf(project, Environment) : StorageAddress.RequireNoPassword(StorageUrl), services.Time);
        return CommandWorker.Run(storage, options, command, trials);
    }
}
