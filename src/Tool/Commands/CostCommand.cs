using System.Text.Json;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Says what the plan costs, beside other ways to search.</summary>
/// <param name="services">What commands get.</param>
[Command("cost", Description = "Say what the plan costs, beside a grid, a random search and a search without phases")]
[Example("cost", "trainings, hours and cost of each phase and of the other ways")]
[Example("cost --json", "the same figures for a script")]
[Example("cost --measure", "train for a few epochs first, so that the hours are this machine's")]
[ExitCodes("the cost was shown", "with --measure: the project does not build, or its trainings fail")]
internal sealed class CostCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    private const int GridPoints = 5;
    private const int TrialsOfEach = 10;

    /// <summary>Gets a value indicating whether to time an epoch first.</summary>
    [Option("-m|--measure", Description = "Train what holds now for a few epochs first, in every worker at once, and take the time")]
    public bool Measure { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the figures as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var plan = project.LoadPlan();
        var knowledge = Knowledge.Of(plan, project.LoadDecisions(), Environment, project);
        try
        {
            Show(plan, Measure ? knowledge with { EpochSeconds = TakeTime(project, plan, knowledge.Workers) } : knowledge);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (services.Shutdown.Token.IsCancellationRequested)
        {
            Terminal.Say("hyper: interrupted; no time was taken. Again: dotnet hyper cost --measure");
            return ExitCode.Interrupted;
        }
    }

    private double TakeTime(ProjectFolder project, Plan plan, int workers)
    {
        var seconds = MeasureAsync(project, plan, workers).GetAwaiter().GetResult();
        MeasuredEpoch.Write(project, seconds);
        return seconds;
    }

    private void Show(Plan plan, PlanKnowledge knowledge)
    {
        var total = PlanTotal.Of(plan, knowledge);
        var phases = plan.Phases.Select(p => (p.Name, PlanEffort.Of(plan, p, TrialAllocation.Of(plan, p), knowledge))).ToList();
        if (Json)
        {
            Terminal.Out.WriteLine(JsonSerializer.Serialize(Record(plan, knowledge, phases, total), JsonText.Pretty));
            return;
        }

        phases.ForEach(p => Line("  " + p.Name, p.Item2));
        Line("search of this plan, unpruned", total.Search);
        Line("confirm of this plan, at most", total.Confirm);
        Others(plan, knowledge).ForEach(o => Line(o.Name, o.Effort));
        Terminal.Write(Basis(plan, knowledge));
    }

    private async Task<double> MeasureAsync(ProjectFolder project, Plan plan, int workers)
    {
        var epochs = Math.Min(plan.Budget.Epochs, EpochClock.MostEpochs);
        Terminal.Say($"hyper: training at most {2 * workers} times {epochs} of {plan.Budget.Epochs} epochs to take the time, {workers} at once");
        var laboratory = await Laboratory.OpenAsync(project, services, epochs, workers, services.Shutdown.Token).ConfigureAwait(false);
        await using (laboratory.ConfigureAwait(false))
        {
            // the laboratory trains nothing twice, and a time that was taken once may be another by now
            var seed = services.Time.GetUtcNow().ToUnixTimeSeconds();
            return await EpochClock.MeasureAsync(laboratory.Trainings, project.LoadDecisions().Tuned(plan), workers, seed, Warm, services.Shutdown.Token).ConfigureAwait(false);
        }
    }

    private void Warm(double seconds) => Terminal.Say($"hyper: warmed up in {CostText.Time(seconds)}; now by the clock");

    // one phase over everything that any phase tunes, as a flat search would have it
    private static List<(string Name, PlanEffort Effort)> Others(Plan plan, PlanKnowledge knowledge)
    {
        var flat = plan.Phases[0] with
        {
            Tune = [.. plan.Parameters.Select(p => p.Name).Where(n => plan.Phases.Any(f => f.Tune.Contains(n)))],
            Points = GridPoints,
            Epochs = null,
        };
        var trials = TrialsOfEach * flat.Tune.Length;
        return
        [
            ($"one search over {(flat.Tune.Length == 1 ? "the one parameter" : $"all {flat.Tune.Length} parameters")}, {TrialsOfEach} trials for each", PlanEffort.Of(plan, flat, trials, knowledge)),
            ("one random search with twice as many trials", PlanEffort.Of(plan, flat, 2 * trials, knowledge)),
            ($"one grid over all of them, {GridPoints} points for each range", PlanEffort.Of(plan, flat, GridSize.Of(plan, flat), knowledge)),
        ];
    }

    private static object Record(Plan plan, PlanKnowledge knowledge, List<(string Name, PlanEffort Effort)> phases, PlanTotal total) => new
    {
        Plan = plan.Name,
        knowledge.EpochSeconds,
        plan.Budget.TrialMinutes,
        knowledge.Workers,
        Phases = phases.Select(p => Figures(p.Effort, p.Name)),
        Search = Figures(total.Search),
        Confirm = Figures(total.Confirm),
        Others = Others(plan, knowledge).Select(o => Figures(o.Effort, o.Name)),
    };

    private static object Figures(PlanEffort effort, string? name = null) => name is null
        ? new { effort.Trainings, effort.Hours, effort.ClockHours, effort.Cost }
        : new { Name = name, effort.Trainings, effort.Hours, effort.ClockHours, effort.Cost };

    private void Line(string name, PlanEffort effort) => Terminal.Write($"{name,-52} {effort}");

    private string Basis(Plan plan, PlanKnowledge knowledge) => (knowledge.EpochSeconds, plan.Budget.TrialMinutes) switch
    {
        ({ } seconds, _) => Measured(seconds, knowledge),
        (null, { } minutes) => $"By the plan's guess: {PlanEffort.Text(minutes)} minutes a trial.",
        _ => "No time is known yet: run a phase, measure an epoch (dotnet hyper cost --measure), or write a guess, budget: { trial_minutes: 10 }.",
    };

    private string Measured(double seconds, PlanKnowledge knowledge)
    {
        var when = Measure
            ? "now, with the values that hold now"
            : knowledge.Decisions.Decisions.Any(d => d.Evidence is not null) ? "in earlier phases" : "by an earlier dotnet hyper cost --measure";
        return $"Measured {when}: {CostText.Time(seconds)} an epoch.{(Measure ? " The next phase counts with it until a phase has measured more." : string.Empty)}";
    }
}
