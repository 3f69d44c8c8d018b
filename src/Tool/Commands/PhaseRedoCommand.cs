using System.ComponentModel.DataAnnotations;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Runs a decided phase again, with a study of its own; the old decision is kept as superseded.</summary>
/// <param name="services">What commands get.</param>
[Command("redo", Description = "Run a decided phase again; the old decision stays in the history")]
[Example("phase redo learning-rate", "search again, in a new study")]
[ExitCodes("the phase is decided again", "the project does not build, or its trainings fail")]
internal sealed class PhaseRedoCommand(ToolServices services) : RunningCommand(services)
{
    /// <summary>Gets the phase's name.</summary>
    [Argument(0, "PHASE", Description = "The phase's name")]
    [Required(ErrorMessage = "Name the phase; dotnet hyper phase list shows them.")]
    public string Phase { get; } = string.Empty;

    /// <inheritdoc/>
    protected override string Name => "phase redo " + Phase;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(Workbench bench, WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(bench);
        var phase = PhaseNames.Find(bench.Plan, Phase);
        await RunPhaseAsync(bench, settings, phase, afresh: true).ConfigureAwait(false);
        ShowJson(bench, phase);
        return ExitCode.Done;
    }
}
