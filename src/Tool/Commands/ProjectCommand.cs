using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command that works on a project; it has <c>--project</c>.</summary>
/// <param name="environment">The environment, for the current folder.</param>
/// <param name="terminal">Where to write.</param>
internal abstract class ProjectCommand(ToolEnvironment environment, Terminal terminal)
{
    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder)")]
    public string? ProjectDirectory { get; }

    /// <summary>Gets where to write.</summary>
    protected Terminal Terminal { get; } = terminal;

    /// <summary>Gets the environment.</summary>
    protected ToolEnvironment Environment { get; } = environment;

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute() => Execute(ProjectFolder.Open(ProjectDirectory, Environment));

    /// <summary>Runs the command on its project.</summary>
    /// <param name="project">The project; it has a <c>hyper.yaml</c>.</param>
    /// <returns>The exit code.</returns>
    protected abstract int Execute(ProjectFolder project);
}
