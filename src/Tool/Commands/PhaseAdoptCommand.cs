using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Trials;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Freezes what one trial of a phase used, whatever the verdict was.</summary>
/// <param name="services">What commands get.</param>
[Command("adopt", Description = "Freeze what one trial of a phase used, with a reason")]
[Example("phase adopt learning-rate --trial 12 --because \"trains twice as fast\"", "freeze the values of trial 12")]
[ExitCodes("the trial's values are frozen", "there is no such complete trial")]
internal sealed class PhaseAdoptCommand(ToolServices services) : DecidingCommand(services)
{
    private const int Shown = 5;

    /// <summary>Gets the trial's number.</summary>
    [Option("--trial <N>", Description = "The trial's number")]
    public int? Trial { get; }

    /// <inheritdoc/>
    protected override string Name => "phase adopt " + Phase;

    /// <inheritdoc/>
    protected override Decision Decide(Workbench bench, PlanPhase phase, DateTime time)
    {
        ArgumentNullException.ThrowIfNull(bench);
        ArgumentNullException.ThrowIfNull(phase);
        var trial = Trial ?? throw new UsageException($"--trial must name a complete trial of phase '{phase.Name}', but it is missing. {Known(bench, phase)}");
        var decision = PhaseOverride.Adopt(bench.Plan, bench.Book, (phase, trial, Because, time), bench.Storage);
        // what was said of the old winner need not hold for this one
        return PhaseJudge.Judge(bench, decision).Record(decision, bench.Plan);
    }

    private static string Known(Workbench bench, PlanPhase phase)
    {
        var study = bench.Book.Current(phase.Name)?.Study ?? string.Empty;
        var best = PhaseTrials.Ranked(PhaseStudy.Read(bench.Storage, study), bench.Plan.Metric.Direction)
            .Where(t => t.State == TrialState.Complete)
            .Take(Shown)
            .Select(t => $"{t.Number} ({PhaseText.Metric(t.Value)})")
            .ToList();
        return best.Count == 0
            ? "It has none yet: dotnet hyper phase next"
            : $"The best are {string.Join(", ", best)}; dotnet hyper trials {study} shows all.";
    }
}
