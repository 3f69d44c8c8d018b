using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>The root of the command tree; each command is a file beside this one.</summary>
[Command("dotnet hyper", FullName = "dotnet hyper", Description = "Tunes hyperparameters in phases: checks the plan, runs it, judges it, freezes the winner.")]
[Subcommand(typeof(PhaseCommand))]
[Subcommand(typeof(RunCommand))]
[Subcommand(typeof(TrainCommand))]
[Subcommand(typeof(StatusCommand))]
[Subcommand(typeof(BestCommand))]
[Subcommand(typeof(TrialsCommand))]
[Subcommand(typeof(StudyCommand))]
[Subcommand(typeof(AskCommand))]
[Subcommand(typeof(TellCommand))]
[Subcommand(typeof(ExportCommand))]
[Subcommand(typeof(ImportCommand))]
[Subcommand(typeof(StorageCommand))]
[Subcommand(typeof(LogsCommand))]
[Subcommand(typeof(WorkerCommand))]
[Subcommand(typeof(LintCommand))]
[Subcommand(typeof(ExplainCommand))]
[Subcommand(typeof(AdviseCommand))]
[Subcommand(typeof(CostCommand))]
[Subcommand(typeof(LrCommand))]
[Subcommand(typeof(ProveCommand))]
[Subcommand(typeof(GenerateCommand))]
[Subcommand(typeof(SchemaCommand))]
[Subcommand(typeof(DoctorCommand))]
[Example("phase next", "check the plan, run the next phase, freeze its winner")]
[Example("run", "all phases, then train the tuned model")]
[Example("lint", "judge the plan without running it")]
[ExitCodes("help was shown on request")]
internal sealed class HyperCommand(CommandLineApplication application)
{
    /// <summary>Gets a value indicating whether only the version is asked for.</summary>
    [Option("--version", Description = "Show the version and nothing else")]
    public bool Version { get; }

    /// <summary>Shows the version, or the help where no command was named.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The exit code.</returns>
    public int OnExecute(IConsole terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        if (Version)
        {
            terminal.Out.WriteLine(ToolVersion.Text);
            return ExitCode.Done;
        }

        application.ShowHelp();
        return ExitCode.WrongUse;
    }
}
