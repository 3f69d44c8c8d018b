using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>The commands about the learning rate.</summary>
/// <param name="application">The command line, for the help.</param>
[Command("lr", Description = "Find a range for the learning rate")]
[Subcommand(typeof(LrFindCommand))]
[Example("lr find", "short trainings over an exponential range of rates")]
[ExitCodes("help was shown on request")]
internal sealed class LrCommand(CommandLineApplication application)
{
    /// <summary>Shows the help, since no command was named.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        application.ShowHelp();
        return ExitCode.WrongUse;
    }
}
