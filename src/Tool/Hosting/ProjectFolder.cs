using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Hosting;

/// <summary>A project on disk: a folder with <c>hyper.yaml</c>.</summary>
internal sealed class ProjectFolder
{
    /// <summary>The plan's file name.</summary>
    public const string PlanName = "hyper.yaml";

    /// <summary>The decisions' file name.</summary>
    public const string DecisionsName = "hyper.decisions.yaml";

    private ProjectFolder(string root, string shown) => (Root, Shown) = (root, shown);

    /// <summary>Gets the folder's full path.</summary>
    public string Root { get; }

    /// <summary>Gets the folder as the user gave it; empty for the current folder.</summary>
    public string Shown { get; }

    /// <summary>Gets the plan's path, full.</summary>
    public string PlanPath => Path.Combine(Root, PlanName);

    /// <summary>Gets the decisions' path, full.</summary>
    public string DecisionsPath => Path.Combine(Root, DecisionsName);

    /// <summary>Gets the folder of generated code.</summary>
    public string GeneratedPath => Path.Combine(Root, "Generated");

    /// <summary>Gets the folder of the database, logs and checkpoints, which git ignores.</summary>
    public string StatePath => Path.Combine(Root, ".hyper");

    /// <summary>Gets the path of the default database.</summary>
    public string DatabasePath => Path.Combine(StatePath, "studies.db");

    /// <summary>Gets the project file; null for a project of a command trainer.</summary>
    public string? ProjectFile => Directory.EnumerateFiles(Root, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Opens a project.</summary>
    /// <param name="directory">The folder as given; null for the current one.</param>
    /// <param name="environment">The environment, for the current folder.</param>
    /// <returns>The project.</returns>
    /// <exception cref="UsageException">The folder or its <c>hyper.yaml</c> does not exist.</exception>
    public static ProjectFolder Open(string? directory, ToolEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var root = Path.GetFullPath(directory ?? ".", environment.CurrentDirectory);
        if (!Directory.Exists(root))
        {
            throw new UsageException($"The project must be a folder, but {root} is none. Check --project.");
        }

        var project = new ProjectFolder(root, directory is null or "." ? string.Empty : directory);
        return File.Exists(project.PlanPath)
            ? project
            : throw new UsageException($"A project has a {PlanName}, but there is none in {root}. "
                + "Go to the project's folder or give it by --project, or make a project: dotnet new hypertune -n Digits");
    }

    /// <summary>Reads the plan.</summary>
    /// <returns>The plan, checked.</returns>
    /// <exception cref="PlanException">The plan has mistakes; all are listed.</exception>
    public Plan LoadPlan() => PlanFile.Load(PlanPath, Path.Combine(Shown, PlanName));

    /// <summary>Reads the decisions; an absent file is an empty book.</summary>
    /// <returns>The decisions.</returns>
    /// <exception cref="PlanException">The file has mistakes; all are listed.</exception>
    public DecisionBook LoadDecisions() => DecisionFile.Load(DecisionsPath, Path.Combine(Shown, DecisionsName));

    /// <summary>Writes the decisions, atomically.</summary>
    /// <param name="book">The decisions.</param>
    public void SaveDecisions(DecisionBook book) => DecisionFile.Save(DecisionsPath, book);
}
