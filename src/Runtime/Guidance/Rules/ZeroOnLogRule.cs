using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS108: a range that should be logarithmic includes zero.</summary>
internal sealed class ZeroOnLogRule : IPlanRule
{
    private static readonly string[] LogRoles = ["learning_rate", "weight_decay", "epsilon"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS108",
        FindingLevel.Error,
        "log range that includes zero",
        "Zero has no place on a log scale: its logarithm is minus infinity. Where zero means that something is not used, this is a choice of its own: use it or not, and if "
        + "so, how strongly. disabled: 0 says that, and the study gets the switch and the strength as two parameters. A linear scale down to zero is no way out, since it "
        + "puts nearly all draws into the largest order of magnitude.")
    {
        Playbook = ["PB-10"],
        Example = new RuleExample(
            """
            parameters:
              weight_decay: { default: 0, low: 0, high: 0.1 }
            """,
            """
            parameters:
              weight_decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
            """,
            "trial.SuggestFloat(\"weight_decay\", 0, 0.1)",
            "trial.SuggestCategorical(\"use_weight_decay\", [true, false]) ? trial.SuggestFloat(\"weight_decay\", 1e-6, 0.1, log: true) : 0"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Parameters.Where(p => p.Type == PlanParameterType.Float && p.Low <= 0 && p.High > 0 && (p.Log || LogRoles.Contains(p.Role))).Select(Report);
    }

    private Finding Report(PlanParameter p)
    {
        var low = PythonText.Float(double.Parse((p.High * 1e-5).ToString("E0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        var hasOff = p.Role == "weight_decay";
        var off = hasOff ? new PlanEdit(PlanPaths.Of(p, "disabled"), "0") : null;
        return new Finding(
            Info.Code,
            p.Log ? FindingLevel.Error : FindingLevel.Warning,
            $"{p.Name} is searched from {PlanEffort.Text(p.Low)}, which has no place on a log scale",
            p.Log ? "the logarithm of its lower end does not exist" : $"on a linear scale 18 of 20 draws lie above {PythonText.Float(p.High / 10)}, whatever order of magnitude the answer has",
            hasOff ? $"start at {low} on a log scale, and say disabled: 0 for \"not used\"" : $"start at {low} on a log scale",
            PlanPaths.Of(p, "low"),
            new PlanEdit(PlanPaths.Of(p, "low"), low, new PlanEdit(PlanPaths.Of(p, "scale"), "log", off)));
    }
}
