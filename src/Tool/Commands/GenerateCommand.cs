using HyperScaffold.Tool.Generation;
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
        var plan = project.LoadPlan();
        if (!plan.TrainerCommand.IsEmpty)
        {
            Terminal.Say("Nothing to generate: the trainer is a command.");
            return ExitCode.Done;
        }

        var files = Generator.Generate(plan, project.LoadDecisions(), ProjectNames.RootNamespace(project));
        return Check ? Report(GeneratedFiles.Stale(project, files)) : Say(GeneratedFiles.Write(project, files));
    }

    private int Report(IReadOnlyList<string> stale)
    {
        foreach (var path in stale)
        {
            Terminal.Say($"{path}: error: this file must follow from {ProjectFolder.PlanName} and {ProjectFolder.DecisionsName}, but differs. Run: dotnet hyper generate");
        }

        return stale.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private int Say(IReadOnlyList<string> changed)
    {
        foreach (var path in changed)
        {
            Terminal.Write(path);
        }

        Terminal.Say(changed.Count == 0 ? "Everything is up to date." : $"{changed.Count} file{(changed.Count == 1 ? string.Empty : "s")} changed.");
        return ExitCode.Done;
    }
}
