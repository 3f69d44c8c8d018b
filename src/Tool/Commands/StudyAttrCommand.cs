using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>The commands that work on a study's attributes.</summary>
/// <param name="application">The command line, for the help.</param>
[Command("attr", Description = "Set, get, list and delete the attributes of a study")]
[Subcommand(typeof(StudyAttrSetCommand))]
[Subcommand(typeof(StudyAttrGetCommand))]
[Subcommand(typeof(StudyAttrListCommand))]
[Subcommand(typeof(StudyAttrDeleteCommand))]
[Example("study attr set digits note \"first try\"", "keep a note with the study")]
[Example("study attr list digits", "show what is kept")]
[ExitCodes("help was shown on request")]
internal sealed class StudyAttrCommand(CommandLineApplication application)
{
    /// <summary>Shows the help, since no command was named.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        application.ShowHelp();
        return ExitCode.WrongUse;
    }
}
