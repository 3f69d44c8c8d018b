using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS103: a range over more than one order of magnitude needs a log scale.</summary>
internal sealed class LinearScaleRule : IPlanRule
{
    private static readonly RuleThreshold WidestRatio =
        new("high / low on a linear scale", 10, "one order of magnitude; Bengio 2012, section 3.3, and the tuning playbook search learning rate and weight decay on a log scale");

    private static readonly RuleThreshold FewValues =
        new("values of an int parameter that a search can simply try", 20, "a default without a source");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS103",
        FindingLevel.Error,
        "linear scale over more than an order of magnitude",
        "What a learning rate or a weight decay does depends on its order of magnitude: 0.0001 to 0.001 changes as much as 0.01 to 0.1. A linear scale puts nine "
        + "tenths of its draws into the uppermost order and nearly none into the others, so that the best value is missed unless it happens to be large "
        + "(Bengio 2012, section 3.3). It is an error for a learning rate or weight decay, a warning for other parameters.")
    {
        Thresholds = [WidestRatio, FewValues],
        Playbook = ["PB-15"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 0.0001, high: 0.1 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 0.0001, high: 0.1, scale: log }
            """,
            "trial.SuggestFloat(\"learning_rate\", 0.0001, 0.1)",
            "trial.SuggestFloat(\"learning_rate\", 0.0001, 0.1, log: true)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Parameters.Where(Fires).Select(Report);
    }

    private static bool Fires(PlanParameter p) =>
        p.Type != PlanParameterType.Categorical && p.Role is not ("epochs" or "seed") && !p.Log && p.Low > 0 && p.High / p.Low > WidestRatio.Value
        && !(p.Type == PlanParameterType.Int && p.High - p.Low < FewValues.Value);

    private Finding Report(PlanParameter p)
    {
        var orders = Math.Log10(p.High / p.Low);
        // the highest order of magnitude; of a range that hardly has two, its upper half
        var upper = Math.Min(1, orders / 2);
        var border = p.High / Math.Pow(10, upper);
        var share = (p.High - border) / (p.High - p.Low);
        return new Finding(
            Info.Code,
            p.Role is "learning_rate" or "weight_decay" ? FindingLevel.Error : FindingLevel.Warning,
            $"{p.Name} is searched on a linear scale over {PlanEffort.Text(orders)} orders of magnitude",
            $"of 20 draws from {Text(p.Low)} to {Text(p.High)} on a linear scale, {PlanEffort.Text(Math.Round(20 * share))} fall between {Text(border)} and {Text(p.High)}; "
            + $"on a log scale {PlanEffort.Text(Math.Round(20 * upper / orders))} do",
            "use a log scale",
            PlanPaths.Of(p),
            new PlanEdit(PlanPaths.Of(p, "scale"), "log", p.Step is null ? null : new PlanEdit(PlanPaths.Of(p, "step"), null)));
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
