using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A plan that is cut off when its budget is used up, or one whose trials fit.</summary>
/// <param name="time">The clock.</param>
internal sealed class BudgetExperiment(TimeProvider time) : IExperiment
{
    private const string Cut = "cut off";
    private const string Fits = "trials that fit";
    private const string Pruned = "all trials, pruned";
    private const double Share = 0.5;
    private const int QuickTrials = 8;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "budget";

    /// <inheritdoc/>
    public string Title => "a plan that its budget cuts off against one that fits";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS110"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => plan?.Phases.Length < 2 ? "needs at least two phases" : null;

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = quick ? plan with { Phases = [.. plan.Phases.Select(p => p with { Trials = Math.Min(QuickTrials, p.Trials ?? QuickTrials) })] } : plan;
        var whole = With(plan, p => TrialAllocation.Of(plan, p), "none");
        var fitting = With(plan, p => (int)Math.Floor(Share * TrialAllocation.Of(plan, p)), "none");
        var (search, confirm) = (whole.Phases.Sum(p => p.Trials ?? 0), whole.Phases.Sum(p => p.ConfirmTrainings));
        Arm Run(string name, Plan of) => new(name, b => new PhaseReplay(b, time) { MostEpochs = (int)(((Share * search) + confirm) * b.Epochs) }.Run(of).End);
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"the plan's {plan.Phases.Length} phases with {search} trials and {confirm} trainings to confirm, with a budget of {(Share * search) + confirm:0} full trainings, after which no trial begins; the plan that fits has half of the trials in each phase, as the rule's remedy says; none is pruned but in the last arm"),
            [Run(Cut, whole), Run(Fits, fitting), Run(Pruned, With(plan, p => TrialAllocation.Of(plan, p), "auto"))],
            [
                new Question("A plan whose trials fit its budget ends better than one that the budget cuts off.", Fits, Cut),
                new Question("A plan whose trials fit its budget ends no worse than one that the budget cuts off.", Fits, Cut, Measure.NoWorse),
                new Question("With pruning, the larger plan ends no worse than the one that fits.", Pruned, Fits, Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }

    private static Plan With(Plan plan, Func<PlanPhase, int> trials, string pruner) => plan with
    {
        Phases = [.. plan.Phases.Select(p => p with { Trials = Math.Max(1, trials(p)), Search = p.Search with { Pruner = pruner } })],
    };
}
