using System.Globalization;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Editing;

namespace HyperScaffold.Tool.Evidence;

/// <summary>The plan of a lab: the project's own, with one phase over every parameter, in ranges wide enough for any experiment.</summary>
internal static class LabPlan
{
    /// <summary>The lab's only phase.</summary>
    public const string Phase = "lab-training";

    private const double Wider = 1e4;

    /// <summary>Writes the lab's plan.</summary>
    /// <param name="text">The text of the project's plan.</param>
    /// <param name="plan">The same plan, read.</param>
    /// <returns>The text of the lab's plan.</returns>
    public static string Of(string text, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var parameter in plan.Parameters.Where(p => p.Type != PlanParameterType.Categorical && p.Log))
        {
            text = PlanEditor.Apply(text, Widened(parameter));
        }

        if (!plan.Waived.IsEmpty)
        {
            text = PlanEditor.Apply(text, new PlanEdit("waive", null));
        }

        var names = string.Join(", ", plan.Parameters.Select(p => p.Name));
        return PlanEditor.Apply(text, new PlanEdit("phases", $"[{{ name: {Phase}, tune: [{names}], trials: 5 }}]"));
    }

    private static PlanEdit Widened(PlanParameter p)
    {
        var low = p.Hard.HasFlag(HardEnds.Low) ? p.Low : p.Low / Wider;
        var high = p.Hard.HasFlag(HardEnds.High) ? p.High : p.High * Wider;
        var path = $"parameters.{p.Name}";
        return p.Type == PlanParameterType.Int
            ? new PlanEdit($"{path}.low", Whole(Math.Max(1, low)), new PlanEdit($"{path}.high", Whole(Math.Min(int.MaxValue, high))))
            : new PlanEdit($"{path}.low", PythonText.Float(low), new PlanEdit($"{path}.high", PythonText.Float(high)));
    }

    private static string Whole(double value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}
