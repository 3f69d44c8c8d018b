using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where what holds overfits: left as it is, more trials of the same, or regularized as HS205 says.</summary>
/// <param name="time">The clock.</param>
internal sealed class OverfittingExperiment(TimeProvider time) : IExperiment
{
    private const int Seeds = 10;
    private const string Code = "HS205";
    private const string Left = "left as it is";
    private const string Same = "20 more trials of the same";
    private const string Regularized = "regularized as HS205 says";
    private const int Further = 20;
    private static readonly string[] Regularizers = ["weight_decay", "dropout"];

    /// <inheritdoc/>
    public string Name => "overfitting";

    /// <inheritdoc/>
    public string Title => "regularizing what overfits";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate")
        ?? (Array.TrueForAll(Regularizers, r => ExperimentRoles.Find(plan, r) is null) ? "needs a parameter of the role weight_decay or dropout without a condition" : null);

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 20;
        var rate = ExperimentRoles.Rate(plan);
        Plan Rates(int count) => ExperimentPlans.Of(plan, ExperimentPlans.Phase("learning-rate", count, null, rate));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"a phase over {rate.Name} with {trials} trials, everything else at its default; then, where HS205 finds that what holds overfits, the phase that its edit adds, with {Further} trials; and as a control a phase over {rate.Name} with as many trials as both together"),
            [
                new Arm(Left, b => new RuleReplay(b, time, Code).AsItIs(Rates(trials))),
                new Arm(Same, b => new PhaseReplay(b, time).Run(Rates(trials + Further)).End),
                new Arm(Regularized, b => new RuleReplay(b, time, Code).Remedied(Rates(trials))),
            ],
            [
                new Question("Regularizing what overfits ends better than leaving it.", Regularized, Left),
                new Question("Regularizing what overfits ends better than as many more trials of the same.", Regularized, Same),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }
}
