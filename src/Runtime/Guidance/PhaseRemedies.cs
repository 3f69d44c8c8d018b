using System.Globalization;
using System.Text.Json;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>The words and the edits that several phase rules share.</summary>
internal static class PhaseRemedies
{
    /// <summary>How a phase runs again after an edit.</summary>
    /// <param name="phase">The phase.</param>
    public static string Again(FinishedPhase phase) => $"then run it again: dotnet hyper phase redo {phase.Phase.Name}";

    /// <summary>Edits how long the phase's trials train.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="epochs">The new epochs.</param>
    public static PlanEdit Epochs(FinishedPhase phase, int epochs) =>
        new(phase.Phase.Epochs is null ? "budget.epochs" : PlanPaths.Of(phase.Plan, phase.Phase, "epochs"), Text(epochs));

    /// <summary>Edits the number of the phase's trials.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="trials">The new number.</param>
    public static PlanEdit Trials(FinishedPhase phase, int trials) => new(PlanPaths.Of(phase.Plan, phase.Phase, "trials"), Text(trials));

    /// <summary>Edits with how many fresh seeds candidates are confirmed.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="seeds">The new number.</param>
    public static PlanEdit Seeds(FinishedPhase phase, int seeds) => new(
        PlanPaths.Setting(phase.Plan, phase.Phase, "confirm"),
        string.Create(CultureInfo.InvariantCulture, $"{{ top: {Math.Max(1, phase.Phase.Search.ConfirmTop)}, seeds: {seeds} }}"));

    /// <summary>Edits one end of a parameter's range.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="end">The end.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="hard">True also marks the end as one that cannot move.</param>
    public static PlanEdit End(PlanParameter parameter, RangeEnd end, double value, bool hard = false)
    {
        var name = end == RangeEnd.Low ? "low" : "high";
        var other = end == RangeEnd.Low ? HardEnds.High : HardEnds.Low;
        var marked = parameter.Hard.HasFlag(other) ? "both" : name;
        return new PlanEdit(PlanPaths.Of(parameter, name), Value(parameter, value), hard ? new PlanEdit(PlanPaths.Of(parameter, "hard"), marked) : null);
    }

    /// <summary>Edits the choices of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="choices">The choices that stay.</param>
    public static PlanEdit Choices(PlanParameter parameter, IEnumerable<object?> choices) =>
        new(PlanPaths.Of(parameter, "choices"), $"[{string.Join(", ", choices.Select(Choice))}]");

    /// <summary>Tells whether a phase searches a range around an earlier winner, which follows that winner and not the plan's ends.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="parameter">The parameter with the ends that hold now.</param>
    public static bool IsReopened(FinishedPhase phase, PlanParameter parameter) =>
        !phase.Decision.Widened.ContainsKey(parameter.Name)
        && phase.Plan.FindParameter(parameter.Name) is { } planned && (planned.Low, planned.High) != (parameter.Low, parameter.High);

    /// <summary>The plan's default of a numeric parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The number; null where it is none, or means "not used".</returns>
    public static double? Default(PlanParameter parameter) =>
        parameter.Default is double or long && Convert.ToDouble(parameter.Default, CultureInfo.InvariantCulture) is var value && value != parameter.Disabled ? value : null;

    /// <summary>The first line of a reason, cut to what a message bears.</summary>
    /// <param name="reason">The reason, or null.</param>
    public static string FirstLine(string? reason)
    {
        var line = (reason ?? "no reason was recorded").Split('\n')[0].Trim();
        return line.Length > 120 ? line[..120] + "..." : line;
    }

    /// <summary>Writes an end of a range.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The end.</param>
    public static string Value(PlanParameter parameter, double value) =>
        parameter.Type == PlanParameterType.Int ? Text((long)value) : PythonText.Float(value);

    /// <summary>Rounds a cut to two digits, so that a person would write it.</summary>
    /// <param name="value">The value.</param>
    public static double Rounded(double value) => double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Writes a count of things.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">One of them; the plural has an s.</param>
    public static string Count(int count, string thing) => $"{PlanEffort.Text(count)} {thing}{(count == 1 ? string.Empty : "s")}";

    /// <summary>Says that a noise was measured, or what it was taken from.</summary>
    /// <param name="phase">The phase.</param>
    public static string NoiseSource(FinishedPhase phase) => phase.Noise.Degrees > 0 ? "the noise between seeds" : "the noise as far as one seed shows it";

    // what the plan's reader takes without quotes, it gets without quotes
    private static string Choice(object? choice) => choice switch
    {
        string text when text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null") => text,
        string text => JsonSerializer.Serialize(text),
        double number => PythonText.Float(number),
        _ => PhaseText.Value(choice),
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
