using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>The commands that work on studies.</summary>
/// <param name="application">The command line, for the help.</param>
[Command("study", Description = "Create, delete and list studies, and set their attributes")]
[Subcommand(typeof(StudyCreateCommand))]
[Subcommand(typeof(StudyDeleteCommand))]
[Subcommand(typeof(StudyListCommand))]
[Subcommand(typeof(StudyAttrCommand))]
[Example("study create digits --direction maximize --storage sqlite:///studies.db", "make a study")]
[Example("study list --storage sqlite:///studies.db", "show the studies, also of a file that Optuna made")]
[ExitCodes("help was shown on request")]
internal sealed class StudyCommand(CommandLineApplication application)
{
    /// <summary>Shows the help, since no command was named.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        application.ShowHelp();
        return ExitCode.WrongUse;
    }
}
