using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where trainings are over long before their end: the phases to come at full length, or cut where HS208 says.</summary>
/// <param name="time">The clock.</param>
internal sealed class ShorterExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS208";
    private const string Full = "full length";
    private const string Cut = "cut where HS208 says";

    // of the upper end of the plan's range
    private const double Slowest = 10;
    private const double Usual = 5;
    private const double Fastest = 4;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "shorter";

    /// <inheritdoc/>
    public string Title => "trainings that are over long before their end";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "batch_size");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var trials = quick ? 8 : 20;
        var (rate, batch) = (ExperimentRoles.Rate(plan), ExperimentPlans.LargerBatch(plan));
        rate = rate with { Low = rate.High / Slowest, High = rate.High / Fastest, Default = rate.High / Usual };
        var whole = ExperimentPlans.Of(ExperimentPlans.With(ExperimentPlans.With(plan, rate), batch), ExperimentPlans.Phase("learning-rate", trials, null, rate), ExperimentPlans.Phase("batch-size", trials, null, batch, rate));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"a phase over {rate.Name} from {PhaseText.Value(rate.Low)} to {PhaseText.Value(rate.High)}, all of which train fast with {batch.Name} {PhaseText.Value(batch.Default)}, and one over {batch.Name} and {rate.Name}, {trials} trials each and {plan.Budget.Epochs} epochs a trial; where HS208 finds that trainings are over early, its edit shortens the second phase, and the winner trains only as long. A short training is the beginning of a full one, which is exact for a constant schedule"),
            [
                new Arm(Full, b => new RuleReplay(b, time, Code).AsItIs(whole)),
                new Arm(Cut, b => new RuleReplay(b, time, Code).Remedied(whole)),
            ],
            [
                new Question("Cut where HS208 says, it ends no worse.", Cut, Full, Measure.NoWorse),
                new Question("Cut where HS208 says, both phases together take fewer epochs.", Cut, Full, Measure.Saves),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }
}
