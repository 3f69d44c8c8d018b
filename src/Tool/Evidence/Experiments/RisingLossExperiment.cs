using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where the training loss rises: as it is, with a tuned schedule as HS213 says, or with a lower rate.</summary>
/// <param name="time">The clock.</param>
internal sealed class RisingLossExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS213";
    private const string AsItIs = "constant schedule";
    private const string Decaying = "schedule tuned as HS213 says";
    private const string Calmer = "constant, a third of the rate";
    private const double Lower = 3;
    private const double Dropped = 0.2;

    /// <inheritdoc/>
    public string Name => "rising-loss";

    /// <inheritdoc/>
    public string Title => "a training loss that rises";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "batch_size", "schedule", "dropout", "weight_decay");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var trials = quick ? 6 : 10;
        var (rate, batch) = (ExperimentPlans.SteepRate(plan), ExperimentPlans.SmallBatch(plan));
        var (dropout, decay) = (ExperimentRoles.Find(plan, "dropout")! with { Default = Dropped }, ExperimentRoles.Find(plan, "weight_decay")!);
        Plan At(double start) => ExperimentPlans.Of(
            new[] { rate with { Default = start }, batch, dropout }.Aggregate(plan, ExperimentPlans.With),
            ExperimentPlans.Phase("weight-decay", trials, null, decay));
        var steep = Convert.ToDouble(rate.Default, CultureInfo.InvariantCulture);
        var (high, low) = (At(steep), At(steep / Lower));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"a phase over {decay.Name} with {trials} trials, {batch.Name} {PhaseText.Value(batch.Default)}, {dropout.Name} {PhaseText.Metric(Dropped)} and a {rate.Name} of {PhaseText.Metric(steep)}, at which training becomes unstable late; where HS213 finds that the training loss rises, the schedule is tuned too in as many trials, as its edit says; or the same phase with a third of that {rate.Name}"),
            [
                new Arm(AsItIs, b => new RuleReplay(b, time, Code).AsItIs(high)),
                new Arm(Decaying, b => new RuleReplay(b, time, Code).Remedied(high)),
                new Arm(Calmer, b => new PhaseReplay(b, time).Run(low).End),
            ],
            [
                new Question("Tuning the schedule too, as HS213 says, ends better.", Decaying, AsItIs),
                new Question("A third of the rate ends better.", Calmer, AsItIs),
            ]);
    }
}
