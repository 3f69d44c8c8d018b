using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS105: a range too narrow to contain the answer.</summary>
internal sealed class NarrowRangeRule : IPlanRule
{
    private static readonly RuleThreshold LeastRatio =
        new("high / low of a learning rate or weight decay", 10, "one order of magnitude; good learning rates of one network family spread over two orders and more (Bengio 2012, section 3)");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS105",
        FindingLevel.Warning,
        "range too narrow to contain the answer",
        "A narrow range assumes the answer. Where the assumption is wrong, all trials are about equally bad, and the search looks useless although the range was. "
        + "On a log scale a wide range costs little: one more order of magnitude is one more part of the range, not ten times as many trials. A phase whose best "
        + "trials lie at an edge widens the range by itself, but each widening costs trials.")
    {
        Thresholds = [LeastRatio],
        Playbook = ["PB-19"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.01, low: 0.005, high: 0.015, scale: log }
            """,
            """
            parameters:
              learning_rate: { default: 0.01, low: 1e-4, high: 1.0, scale: log }
            """,
            "trial.SuggestFloat(\"learning_rate\", 0.005, 0.015)",
            "trial.SuggestFloat(\"learning_rate\", 1e-4, 1.0, log: true)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Parameters.Where(p => Fires(p) && plan.Phases.Any(f => f.Tune.Contains(p.Name))).Select(Report);
    }

    private static bool Fires(PlanParameter p) =>
        p.Type == PlanParameterType.Float && p.Role is "learning_rate" or "weight_decay" && p.Low > 0 && p.Hard != HardEnds.Both && p.High / p.Low < LeastRatio.Value;

    private Finding Report(PlanParameter p)
    {
        var low = p.Hard.HasFlag(HardEnds.Low) ? p.Low : Rounded(p.Low / 30);
        var high = p.Hard.HasFlag(HardEnds.High) ? p.High : Rounded(p.High * 30);
        return new Finding(
            Info.Code,
            Info.Level,
            $"{p.Name} is searched only from {Text(p.Low)} to {Text(p.High)}",
            $"the ends differ by a factor of {PlanEffort.Text(p.High / p.Low)} = {PlanEffort.Text(Math.Log10(p.High / p.Low))} orders of magnitude; usual answers spread over 2 orders and more",
            $"search from {Text(low)} to {Text(high)} on a log scale; mark an end that cannot move with hard",
            PlanPaths.Of(p),
            new PlanEdit(PlanPaths.Of(p, "low"), Text(low), new PlanEdit(PlanPaths.Of(p, "high"), Text(high), new PlanEdit(PlanPaths.Of(p, "scale"), "log"))));
    }

    private static double Rounded(double value) => double.Parse(value.ToString("E0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Text(double value) => PythonText.Float(value);
}
