using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Generation;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Tool.Running;

/// <summary>A project that is worked on: its plan, its decisions as they grow, its storage and its build.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly Lazy<IStorage> _storage;
    private readonly TimeProvider _time;
    private readonly ProjectBuild _build;
    private readonly ToolEnvironment _environment;

    /// <summary>Initializes a new instance of the <see cref="Workbench"/> class.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="time">The clock.</param>
    public Workbench(ProjectFolder project, ToolEnvironment environment, TimeProvider time)
    {
        (Project, _time, _environment) = (project, time, environment);
        (Plan, Book) = (project.LoadPlan(), project.LoadDecisions());
        StorageUrl = UrlOf(project, environment);
        _storage = new Lazy<IStorage>(() => OpenStorage(StorageUrl, time));
        _build = new ProjectBuild(project, environment);
    }

    /// <summary>Gets the project.</summary>
    public ProjectFolder Project { get; }

    /// <summary>Gets the plan.</summary>
    public Plan Plan { get; }

    /// <summary>Gets the decisions as they are now.</summary>
    public DecisionBook Book { get; private set; }

    /// <summary>Gets the storage's address, as workers are given it.</summary>
    public string StorageUrl { get; }

    /// <summary>Gets the storage; it is opened, and made, on first use.</summary>
    public IStorage Storage => _storage.Value;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Gets a value indicating whether a command trains, and nothing is generated or built.</summary>
    public bool IsCommand => !Plan.TrainerCommand.IsEmpty;

    /// <summary>The storage's address of a project: <c>HYPER_STORAGE</c>, or its own SQLite file.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The address.</returns>
    public static string UrlOf(ProjectFolder project, ToolEnvironment environment) =>
        environment.Variable("HYPER_STORAGE") is { Length: > 0 } url ? url : "sqlite:///" + project.DatabasePath;

    /// <summary>Opens the storage of a project to look at it; a project without a database has none.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The storage, or null.</returns>
    public static IStorage? Peek(ProjectFolder project, ToolEnvironment environment, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(project);
        var url = UrlOf(project, environment);
        return url == "sqlite:///" + project.DatabasePath && !File.Exists(project.DatabasePath) ? null : OpenStorage(url, time);
    }

    /// <summary>Goes by other decisions than the project's file has; the file is left as it is.</summary>
    /// <param name="book">The decisions.</param>
    public void Follow(DecisionBook book) => Book = book;

    /// <summary>Records a decision and writes the code that follows from it.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The files that changed, relative to the project.</returns>
    public IReadOnlyList<string> Save(Decision decision)
    {
        Book = Book.With(decision);
        Project.SaveDecisions(Book);
        return [ProjectFolder.DecisionsName, .. Generate()];
    }

    /// <summary>Writes the generated code that plan and decisions ask for.</summary>
    /// <returns>The files that changed, relative to the project.</returns>
    public IReadOnlyList<string> Generate() => IsCommand
        ? []
        : GeneratedFiles.Write(Project, Generator.Generate(Plan, Book, ProjectNames.RootNamespace(Project)));

    /// <summary>Builds the project where something changed; where a command trains, this tool is the program.</summary>
    /// <param name="cancellation">Ends the build.</param>
    /// <returns>How the program is started.</returns>
    /// <exception cref="HyperException">It does not build, or the command's program is not there.</exception>
    public async Task<ToolProgram> ProgramAsync(CancellationToken cancellation)
    {
        if (!IsCommand)
        {
            return new ToolProgram(_build.Dotnet, [await _build.RunAsync(Plan, cancellation).ConfigureAwait(false)]);
        }

        CommandTrainer.Check(CommandProject.Trainer(Plan, Project, Plan.Name, ("cpu", 1)));
        return ToolProgram.Self(_build.Dotnet);
    }

    /// <summary>
    /// Builds the project for workers that join a study which another process leads, into a folder of its own: theirs
    /// must not change under the workers that run.
    /// </summary>
    /// <param name="cancellation">Ends the build.</param>
    /// <returns>How the program is started.</returns>
    public async Task<ToolProgram> JoiningProgramAsync(CancellationToken cancellation)
    {
        if (PlanLock.Holder(Project) is null)
        {
            Generate();
        }

        var folder = "join-" + (StableHash.Of(string.Join('\n', Book.Decisions.Select(d => $"{d.Study} {string.Join(' ', d.Widened)}"))) & 0xFFFFFF).ToString("x6", CultureInfo.InvariantCulture);
        var build = new ProjectBuild(Project, _environment, folder);
        return new ToolProgram(build.Dotnet, [await build.RunAsync(Plan, cancellation).ConfigureAwait(false)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_storage.IsValueCreated)
        {
            _storage.Value.Dispose();
        }
    }

    private static IStorage OpenStorage(string url, TimeProvider time) => StorageFactory.Open(url, time);
}
