using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans.Yaml;
using HyperScaffold.Tool.Running;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// Trains single configurations of a project, by its own code or command and in its own worker processes, without touching
/// its plan, its decisions or its studies. Finished trainings are kept and found again while the project stays as it is.
/// </summary>
internal sealed class Laboratory : IAsyncDisposable
{
    private const int MostFailures = 20;
    private const string FingerprintAttribute = "hyper:lab";

    private readonly PlanLock _lock;
    private readonly Workbench _bench;
    private readonly ProcessRoundExecutor _executor;

    private Laboratory(PlanLock held, Workbench bench, ProcessRoundExecutor executor, TrainingQueue trainings) =>
        (_lock, _bench, _executor, Trainings) = (held, bench, executor, trainings);

    /// <summary>Gets what trains.</summary>
    public TrainingQueue Trainings { get; }

    /// <summary>Opens the laboratory of a project: makes its folder, generates, builds, and finds earlier trainings.</summary>
    /// <param name="project">The project.</param>
    /// <param name="services">The environment, the clock and where talk goes.</param>
    /// <param name="epochs">How long a training is; null for the plan's epochs.</param>
    /// <param name="workers">How many worker processes; null for the plan's number, or one a core.</param>
    /// <param name="cancellation">Ends the trainings; what is finished is kept.</param>
    /// <returns>The laboratory.</returns>
    /// <exception cref="HyperException">The project does not build.</exception>
    public static async Task<Laboratory> OpenAsync(ProjectFolder project, ToolServices services, int? epochs, int? workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(services);
        var plan = project.LoadPlan();
        var text = LabPlan.Of(YamlTree.ReadText(project.PlanPath, project.PlanPath), plan);
        var (folder, fingerprint) = LabFolder.Make(project, text);
        // its own file, wherever the project's studies lie
        var environment = services.Environment with { Variable = name => name == "HYPER_STORAGE" ? null : services.Environment.Variable(name) };
        var lab = ProjectFolder.Open(folder, environment);
        var held = PlanLock.Take(lab, "dotnet hyper", services.Time);
        var bench = new Workbench(lab, environment, services.Time);
        try
        {
            var length = epochs ?? plan.Budget.Epochs;
            var study = Open(bench, string.Create(CultureInfo.InvariantCulture, $"{fingerprint} {length}"));
            var program = await bench.ProgramAsync(cancellation).ConfigureAwait(false);
            var executor = new ProcessRoundExecutor(Options(bench, program, workers ?? plan.Search.Workers));
            return new Laboratory(held, bench, executor, new TrainingQueue(bench.Storage, study, executor, (length, plan.Search.Fuse), cancellation));
        }
        catch
        {
            bench.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Trainings.DisposeAsync().ConfigureAwait(false);
        await _executor.DisposeAsync().ConfigureAwait(false);
        _bench.Dispose();
        _lock.Dispose();
    }

    // a study for each state of the project, so that no training of older code is taken for one of today's
    private static StudyRecord Open(Workbench bench, string mark)
    {
        var phase = bench.Plan.Phases[0];
        var first = $"{bench.Plan.Name}-{LabPlan.Phase}";
        var name = first;
        for (var i = 2; bench.Storage.FindStudy(name) is { } other && other.UserAttributes.GetValueOrDefault(FingerprintAttribute) != PythonJson.Write(mark); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{first}-{i}");
        }

        bench.Save(new Decision
        {
            Phase = phase.Name,
            Study = name,
            State = DecisionState.Open,
            Time = bench.Time.GetUtcNow().UtcDateTime,
            PlanHash = PlanHash.Of(bench.Plan, DecisionBook.Empty, phase),
        });
        var study = bench.Storage.FindStudy(name) ?? bench.Storage.CreateStudy(name, bench.Plan.Metric.Direction);
        bench.Storage.SetStudyAttribute(study.Id, FingerprintAttribute, PythonJson.Write(mark));
        var space = PhaseSpace.Of(bench.Plan, bench.Book, phase).ToSearchSpace();
        bench.Storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(space));
        return study;
    }

    private static ProcessOptions Options(Workbench bench, ToolProgram program, int? workers) => new()
    {
        FileName = program.FileName,
        Arguments = program.Arguments,
        WorkingFolder = bench.Project.Root,
        StorageUrl = bench.StorageUrl,
        LogFolder = Path.Combine(bench.Project.StatePath, "logs"),
        Slots = LocalSlots.Cores(workers),
        MaxFailures = MostFailures,
        Time = bench.Time,
    };
}
