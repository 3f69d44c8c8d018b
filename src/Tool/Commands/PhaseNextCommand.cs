using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Runs the next phase, from the plan to its decision.</summary>
/// <param name="services">What commands get.</param>
[Command("next", Description = "Check the plan, run the next phase, judge it, freeze its winner")]
[Example("phase next", "run the next phase, or go on with an interrupted one")]
[Example("phase next --workers 8", "with eight worker processes")]
[Example("phase next --devices cuda:0,1", "with one worker on each of two GPUs")]
[Example("phase next --yes --json", "in a script: no question, the decided phase as JSON")]
[ExitCodes("the phase is decided, or nothing is left to do", "the project does not build, or its trainings fail")]
internal sealed class PhaseNextCommand(ToolServices services) : RunningCommand(services)
{
    /// <inheritdoc/>
    protected override string Name => "phase next";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(Workbench bench, WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(bench);
        if (PhaseStates.Next(bench.Plan, bench.Book) is not { } phase)
        {
            if (Json)
            {
                Terminal.Out.WriteLine("null");
            }

            Terminal.Say("Every phase is decided. Train the tuned model with: dotnet hyper train");
            return ExitCode.Done;
        }

        await RunPhaseAsync(bench, settings, phase).ConfigureAwait(false);
        if (!ShowJson(bench, phase))
        {
            Terminal.Write(PhaseStates.Next(bench.Plan, bench.Book) is { } next ? $"Next: dotnet hyper phase next ({next.Name})" : "Next: dotnet hyper train");
        }

        return ExitCode.Done;
    }
}
