using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Decides that a phase does not run.</summary>
/// <param name="services">What commands get.</param>
[Command("skip", Description = "Decide that a phase does not run, with a reason")]
[Example("phase skip regularization --because \"the data is augmented already\"", "skip it; phase redo takes it back")]
[ExitCodes("the phase is skipped")]
internal sealed class PhaseSkipCommand(ToolServices services) : DecidingCommand(services)
{
    /// <inheritdoc/>
    protected override string Name => "phase skip " + Phase;

    /// <inheritdoc/>
    protected override Decision Decide(Workbench bench, PlanPhase phase, DateTime time) =>
        PhaseOverride.Skip(bench.Plan, bench.Book, phase, Because, time);
}
