using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows how the plan stands.</summary>
/// <param name="services">What commands get.</param>
[Command("status", Description = "Show how the plan stands: phases, values, what was spent")]
[Example("status", "the table of phases and the totals")]
[Example("status --json", "the same record as JSON, also while a phase runs")]
[ExitCodes("the status was shown")]
internal sealed class StatusCommand(ToolServices services) : StatusCommandBase(services);
