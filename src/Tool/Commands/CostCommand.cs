using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Says what the plan costs, beside other ways to search.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where to write.</param>
[Command("cost", Description = "Say what the plan costs, beside a grid, a random search and a search without phases")]
[Example("cost", "trainings, hours and cost of each phase and of the other ways")]
[ExitCodes("the cost was shown")]
internal sealed class CostCommand(ToolEnvironment environment, Terminal terminal) : ProjectCommand(environment, terminal)
{
    private const int GridPoints = 5;
    private const int TrialsOfEach = 10;

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var plan = project.LoadPlan();
        var knowledge = Knowledge.Of(plan, project.LoadDecisions(), Environment);
        var total = PlanTotal.Of(plan, knowledge);
        foreach (var phase in plan.Phases)
        {
            Line($"  {phase.Name}", PlanEffort.Of(plan, phase, TrialAllocation.Of(plan, phase), knowledge));
        }

        Line("search of this plan, unpruned", total.Search);
        Line("confirm of this plan, at most", total.Confirm);
        Others(plan, knowledge);
        Terminal.Write(Basis(plan, knowledge));
        return ExitCode.Done;
    }

    // one phase over everything that any phase tunes, as a flat search would have it
    private void Others(Plan plan, PlanKnowledge knowledge)
    {
        var flat = plan.Phases[0] with
        {
            Tune = [.. plan.Parameters.Select(p => p.Name).Where(n => plan.Phases.Any(f => f.Tune.Contains(n)))],
            Points = GridPoints,
            Epochs = null,
        };
        var trials = TrialsOfEach * flat.Tune.Length;
        Line($"one search over all {flat.Tune.Length} parameters, {TrialsOfEach} trials for each", PlanEffort.Of(plan, flat, trials, knowledge));
        Line("one random search with twice as many trials", PlanEffort.Of(plan, flat, 2 * trials, knowledge));
        Line($"one grid over all of them, {GridPoints} points for each range", PlanEffort.Of(plan, flat, GridSize.Of(plan, flat), knowledge));
    }

    private void Line(string name, PlanEffort effort) => Terminal.Write($"{name,-52} {effort}");

    private static string Basis(Plan plan, PlanKnowledge knowledge) => (knowledge.EpochSeconds, plan.Budget.TrialMinutes) switch
    {
        ({ } seconds, _) => $"Measured in earlier phases: {PlanEffort.Text(seconds)} seconds an epoch.",
        (null, { } minutes) => $"By the plan's guess: {PlanEffort.Text(minutes)} minutes a trial.",
        _ => "No time is known yet: run a phase, or write a guess, budget: { trial_minutes: 10 }.",
    };
}
