using System.ComponentModel.DataAnnotations;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Freezes what one trial of a phase used, whatever the verdict was.</summary>
/// <param name="services">What commands get.</param>
[Command("adopt", Description = "Freeze what one trial of a phase used, with a reason")]
[Example("phase adopt learning-rate --trial 12 --because \"trains twice as fast\"", "freeze the values of trial 12")]
[ExitCodes("the trial's values are frozen", "there is no such complete trial")]
internal sealed class PhaseAdoptCommand(ToolServices services) : DecidingCommand(services)
{
    /// <summary>Gets the trial's number.</summary>
    [Option("--trial <N>", Description = "The trial's number")]
    [Required]
    public int? Trial { get; }

    /// <inheritdoc/>
    protected override string Name => "phase adopt " + Phase;

    /// <inheritdoc/>
    protected override Decision Decide(Workbench bench, PlanPhase phase, DateTime time)
    {
        ArgumentNullException.ThrowIfNull(bench);
        return PhaseOverride.Adopt(bench.Plan, bench.Book, (phase, Trial ?? 0, Because, time), bench.Storage);
    }
}
