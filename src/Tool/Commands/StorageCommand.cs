using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>The commands that change a storage as a whole.</summary>
/// <param name="application">The command line, for the help.</param>
[Command("storage", Description = "Upgrade a storage, or stamp it for a version of Optuna")]
[Subcommand(typeof(StorageStampCommand))]
[Subcommand(typeof(StorageUpgradeCommand))]
[Example("storage stamp --optuna 3.1", "let Debian's Optuna open the project's database")]
[Example("storage upgrade --storage sqlite:///old.db", "bring a file of an older Optuna up to date")]
[ExitCodes("help was shown on request")]
internal sealed class StorageCommand(CommandLineApplication application)
{
    /// <summary>Shows the help, since no command was named.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        application.ShowHelp();
        return ExitCode.WrongUse;
    }
}
