using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>The commands that work on phases.</summary>
/// <param name="application">The command line, for the help.</param>
[Command("phase", Description = "Run, show, redo, skip, decide or mend phases")]
[Subcommand(typeof(PhaseNextCommand))]
[Subcommand(typeof(PhaseListCommand))]
[Subcommand(typeof(PhaseRedoCommand))]
[Subcommand(typeof(PhaseSkipCommand))]
[Subcommand(typeof(PhaseAdoptCommand))]
[Subcommand(typeof(PhaseFixCommand))]
[Example("phase next", "run the next phase, or go on with an interrupted one")]
[Example("phase list", "show where each phase stands")]
[ExitCodes("help was shown on request")]
internal sealed class PhaseCommand(CommandLineApplication application)
{
    /// <summary>Shows the help, since no command was named.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        application.ShowHelp();
        return ExitCode.WrongUse;
    }
}
