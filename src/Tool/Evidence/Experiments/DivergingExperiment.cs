using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A range with its diverging end against the range cut where HS204 says, at equal trials.</summary>
/// <param name="time">The clock.</param>
internal sealed class DivergingExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS204";
    private const string Whole = "with the diverging end";
    private const string Cut = "cut where HS204 says";
    private const double Nearer = 1e2;
    private const double Further = 1e4;

    /// <inheritdoc/>
    public string Name => "diverging";

    /// <inheritdoc/>
    public string Title => "a range with its diverging end, or without";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "weight_decay");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 16 : 28;
        var (rate, decay) = (ExperimentPlans.SteepRate(plan), ExperimentRoles.Find(plan, "weight_decay")!);
        decay = decay with { Low = decay.High / Nearer, High = decay.High * Further, Log = true, Disabled = null, Default = decay.High / Nearer };
        var whole = ExperimentPlans.Of(ExperimentPlans.With(ExperimentPlans.With(plan, rate), decay), ExperimentPlans.Phase("decay", trials, null, decay));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials an arm over {decay.Name} from {PhaseText.Value(decay.Low)} to {PhaseText.Value(decay.High)} with a {rate.Name} of {PhaseText.Metric(Convert.ToDouble(rate.Default, CultureInfo.InvariantCulture))}, so that a training whose product of both is far above 2 diverges; the second arm runs anew over the range that the edit of HS204 leaves"),
            [
                new Arm(Whole, b => new RuleReplay(b, time, Code).AsItIs(whole)),
                new Arm(Cut, b => new RuleReplay(b, time, Code).Remedied(whole)),
            ],
            [
                new Question("The range without its diverging end ends better at equal trials.", Cut, Whole),
                new Question("The range with its diverging end ends no worse.", Whole, Cut, Measure.NoWorse),
                new Question("The range without its diverging end takes fewer epochs.", Cut, Whole, Measure.Saves),
            ]);
    }
}
