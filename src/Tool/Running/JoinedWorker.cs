using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Tool.Running;

/// <summary>
/// A worker that joins a study by hand, from any machine: it goes on when the study's ranges change, and leaves when the
/// phase is over, when a signal comes or when no trial fits into the time left.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="services">Environment, clock and terminal.</param>
/// <param name="options">Study, device and limits.</param>
/// <param name="storageUrl">Where the study lies.</param>
/// <param name="threads">Threads of numeric libraries; null for what the environment says.</param>
/// <param name="isLed">True where <c>phase next</c> started the worker in its own folder, whose decisions are the newest.</param>
internal sealed class JoinedWorker(ProjectFolder project, ToolServices services, WorkerOptions options, string storageUrl, int? threads, bool isLed)
{
    private readonly long _start = services.Time.GetTimestamp();

    private TimeSpan? Left => options.TimeLeft - services.Time.GetElapsedTime(_start);

    /// <summary>Works until there is a reason to leave.</summary>
    /// <returns>Why it left.</returns>
    /// <exception cref="HyperException">There is no such study, or the project does not fit it or does not build.</exception>
    public WorkerEnd Run()
    {
        // opening a storage makes it, so what can be refused without one comes first
        if (project.LoadPlan() is { TrainerCommand.IsEmpty: false } plan && (isLed || !IsThere))
        {
            _ = Trials(plan);
        }

        while (true)
        {
            var end = RunOnce();
            if (end != WorkerEnd.SpaceChanged)
            {
                return end;
            }

            services.Terminal.Say($"The ranges of {options.Study} were widened; going on with them.");
        }
    }

    private WorkerEnd RunOnce()
    {
        var plan = project.LoadPlan();
        return plan.TrainerCommand.IsEmpty ? RunProgram() : RunCommand(plan);
    }

    private WorkerEnd RunCommand(Plan plan)
    {
        var command = CommandProject.Trainer(plan, project, options.Study, (options.Device, threads ?? 1)) with { MemoryLimit = options.MemoryLimit };
        return CommandWorker.Run(storageUrl, options with { MemoryLimit = null, TimeLeft = Left }, command, Trials(plan));
    }

    private CommandTrialOptions Trials(Plan plan) => CommandProject.Trials(plan, Decisions(plan), options.Study, LogFolder);

    private bool IsThere => storageUrl == StorageFactory.FromEnvironment || StorageAddress.Parse(storageUrl) is not { Kind: StorageKind.Sqlite } file || File.Exists(file.Path);

    private DecisionBook Decisions(Plan plan)
    {
        var own = project.LoadDecisions();
        if (isLed || !IsThere)
        {
            return own;
        }

        using var storage = StorageFactory.Open(storageUrl, services.Time);
        return storage.FindStudy(options.Study) is { } study ? Choose(plan, own, study) : own;
    }

    private DecisionBook Choose(Plan plan, DecisionBook own, StudyRecord study)
    {
        var book = StudyDecisions.Choose(plan, own, study);
        if (!ReferenceEquals(book, own))
        {
            services.Terminal.Say($"hyper: {ProjectFolder.DecisionsName} here is older than what {study.Name} runs by, so the decisions that are kept with the study hold.");
        }

        return book;
    }

    private WorkerEnd RunProgram()
    {
        using var storage = StorageFactory.Open(storageUrl, services.Time);
        var study = storage.FindStudy(options.Study)
            ?? throw new HyperException($"There is no study '{options.Study}' in {storage.DisplayUrl}. Begin it with dotnet hyper phase next, or check --study and --storage.");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(services.Shutdown.Token);
        using var signals = new LeavingSignals(leaving.Cancel);
        using var bench = new Workbench(project, services.Environment, services.Time);
        if (!isLed)
        {
            bench.Follow(Choose(bench.Plan, bench.Book, study));
        }

        var program = bench.JoiningProgramAsync(leaving.Token).GetAwaiter().GetResult();
        services.Terminal.Say($"Working on {options.Study}; logs in {Path.Combine(LogFolder, options.Study)}. Ctrl-C hands the running trial back.");
        return new HelpingWorkers(Processes(program)).RunAsync(storage, study, leaving.Token).GetAwaiter().GetResult();
    }

    private ProcessOptions Processes(ToolProgram program) => new()
    {
        FileName = program.FileName,
        Arguments = program.Arguments,
        WorkingFolder = project.Root,
        StorageUrl = storageUrl,
        LogFolder = LogFolder,
        CheckpointFolder = Path.Combine(project.StatePath, "checkpoints"),
        Slots = [new Slot(System.Environment.ProcessId, options.Device, threads ?? services.Environment.Processors, ImmutableSortedDictionary<string, string>.Empty)],
        MaxFailures = 3,
        TrialTimeout = options.TrialTimeout,
        MemoryLimit = options.MemoryLimit,
        Recycle = options.Recycle,
        TimeLeft = Left,
        Time = services.Time,
    };

    private string LogFolder => Path.Combine(project.StatePath, "logs");
}
