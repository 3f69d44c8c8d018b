using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where stability limits the learning rate: the rate alone, or with what lets training stand a larger one.</summary>
/// <param name="time">The clock.</param>
internal sealed class StabilityExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS212";
    private const int Shorter = 3;
    private const string Alone = "the rate alone";
    private const string Cured = "with a warm-up as HS212 says";
    private const string Clipped = "with clipping";
    private const double Nearer = 1e2;
    private const double Further = 1e1;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "stability";

    /// <inheritdoc/>
    public string Title => "warm-up and clipping where stability limits the learning rate";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "warmup");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 10 : 28;
        // neighbours lie nearer to each other than the factor within which the rule looks for the border
        var rate = ExperimentRoles.RateFrom(plan, ExperimentRoles.Rate(plan).Low * Nearer, ExperimentRoles.Rate(plan).High * Further);
        // short trainings of few steps want the largest rate that they stand
        var epochs = Math.Max(1, plan.Budget.Epochs / Shorter);
        var clipping = ExperimentRoles.Find(plan, "clipping");
        // the trend towards the border is told by what ran to the end, and of few trials too few would
        plan = ExperimentPlans.With(plan, rate) with { Search = plan.Search with { Pruner = "none" } };
        var batch = ExperimentRoles.Find(plan, "batch_size") is { Choices: [.., var largest] } choices ? choices with { Default = largest } : null;
        plan = batch is null ? plan : ExperimentPlans.With(plan, batch);
        Plan Over(params IEnumerable<PlanParameter> tuned) => ExperimentPlans.Of(plan, ExperimentPlans.Phase("rate", trials, epochs, tuned));
        var alone = Over(rate);
        var other = clipping is null ? string.Empty : $"; or {clipping.Name} is tuned with it";
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials an arm over {rate.Name} from {PhaseText.Value(rate.Low)} to {PhaseText.Value(rate.High)} of {epochs} epochs each{(batch is null ? string.Empty : $" with {batch.Name} {PhaseText.Value(batch.Default)}")}, none of them pruned; where HS212 finds the best right below where training diverges, its edit tunes a warm-up with it in as many trials{other}"),
            [
                new Arm(Alone, b => new RuleReplay(b, time, Code).AsItIs(alone)),
                new Arm(Cured, b => new RuleReplay(b, time, Code).Remedied(alone)),
                .. clipping is null ? Array.Empty<Arm>() : [new Arm(Clipped, b => new PhaseReplay(b, time).Run(Over(rate, clipping)).End with { Length = epochs })],
            ],
            [
                new Question("A warm-up tuned with the rate, as HS212 says, ends better than the rate alone.", Cured, Alone),
                .. clipping is null ? Array.Empty<Question>() : [new Question("Clipping tuned with the rate ends better than the rate alone.", Clipped, Alone)],
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }
}
