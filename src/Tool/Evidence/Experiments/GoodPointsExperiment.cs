using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A short phase against one with as many trials as HS202 asks for.</summary>
/// <param name="time">The clock.</param>
internal sealed class GoodPointsExperiment(TimeProvider time) : IExperiment
{
    private const int Seeds = 10;
    private const string Code = "HS202";
    private const string Few = "few trials";
    private const string More = "as many as HS202 asks for";
    private const int Parameters = 4;

    /// <inheritdoc/>
    public string Name => "good-points";

    /// <inheritdoc/>
    public string Title => "more trials where few came near the best";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 12;
        var tuned = ExperimentRoles.Common(plan, Parameters);
        var few = ExperimentPlans.Of(plan, ExperimentPlans.Phase("few", trials, null, tuned));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"one phase over {string.Join(", ", tuned.Select(p => p.Name))} with {trials} trials; where HS202 finds too few near the best, the phase runs anew with as many as its edit says, at most three times as many"),
            [
                new Arm(Few, b => new RuleReplay(b, time, Code).AsItIs(few)),
                new Arm(More, b => new RuleReplay(b, time, Code).Remedied(few)),
            ],
            [
                new Question("As many trials as HS202 asks for end better.", More, Few),
                new Question("Few trials end no worse.", Few, More, Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }
}
