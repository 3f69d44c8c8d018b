using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Pruners;

namespace HyperScaffold.Phases;

/// <summary>How long the trials of a phase warm up: by what is frozen for all, and by what each tunes.</summary>
internal static class PhaseWarmup
{
    /// <summary>The share of a training in which a one-cycle schedule rises (Smith and Topin 2018; PyTorch's OneCycleLR).</summary>
    public const double OneCycleShare = 0.3;

    // what overfits leads early: of five searches that regularized, those that were judged from a fifteenth on took the network without dropout four times
    private const double RegularizingShare = 1.0 / 3;

    /// <summary>Tells whether a phase tunes what regularizes, so that early ranks mislead.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    public static bool Regularizes(Plan plan, PlanPhase phase) => plan.Parameters.Any(p => ImportanceTiers.Regularizers.Contains(p.Role) && phase.Tune.Contains(p.Name));

    /// <summary>Reads the warm-up of a phase's trials.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="space">The phase and the values before it.</param>
    public static TrialWarmup Of(Plan plan, PhaseSpace space)
    {
        var epochs = space.Phase.Epochs ?? plan.Budget.Epochs;
        var sources = plan.Parameters.Where(p => p.Role is "schedule" or "warmup").ToList();
        var frozen = sources.Where(p => !space.Phase.Tune.Contains(p.Name)).Select(p => Epochs(p, space.Baseline[p.Name], epochs));
        return new TrialWarmup
        {
            Least = Math.Min(epochs, frozen.Append(Regularizes(plan, space.Phase) ? Math.Floor(RegularizingShare * epochs) : 0).Max()),
            Sources = [.. sources.Where(p => space.Phase.Tune.Contains(p.Name)).Select(p => Source(p, epochs)).Where(s => s.Factor > 0 || !s.Choices.IsEmpty)],
        };
    }

    /// <summary>The epochs that a value of a schedule or of a warm-up takes.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="epochs">The epochs of a training.</param>
    /// <returns>0 where it does not warm up, or counts steps, whose number the plan does not know.</returns>
    public static double Epochs(PlanParameter parameter, object? value, int epochs) => value switch
    {
        string choice => parameter.Role == "schedule" && IsOneCycle(choice) ? OneCycleShare * epochs : 0,
        double or long when parameter.Role == "warmup" => Factor(parameter, epochs) * Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => 0,
    };

    /// <summary>Tells whether a schedule rises for a good part of the training.</summary>
    /// <param name="choice">The schedule's name.</param>
    public static bool IsOneCycle(string choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Replace("_", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal).Contains("onecycle", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The epochs of one unit of a warm-up: a number up to 1 is a share of the training.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="epochs">The epochs of a training.</param>
    private static double Factor(PlanParameter parameter, int epochs)
    {
        var most = parameter.Type == PlanParameterType.Categorical
            ? parameter.Choices.Where(c => c is long or double).Select(c => Convert.ToDouble(c, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max()
            : parameter.High;
        var isCount = parameter.Type == PlanParameterType.Int || most > 1;
        return !isCount ? epochs : parameter.Name.Contains("epoch", StringComparison.Ordinal) ? 1 : 0;
    }

    private static WarmupSource Source(PlanParameter p, int epochs) => new(
        p.Name,
        p.Choices.OfType<string>().Select(c => KeyValuePair.Create(c, Epochs(p, c, epochs))).Where(c => c.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal),
        p.Role == "warmup" ? Factor(p, epochs) : 0);
}
