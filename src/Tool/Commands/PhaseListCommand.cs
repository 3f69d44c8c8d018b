using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows where each phase stands.</summary>
/// <param name="services">What commands get.</param>
[Command("list", Description = "Show where each phase stands")]
[Example("phase list", "the table of phases")]
[Example("phase list --json", "the same record as JSON")]
[ExitCodes("the phases were shown")]
internal sealed class PhaseListCommand(ToolServices services) : StatusCommandBase(services);
