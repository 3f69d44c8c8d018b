using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>What a number of full trainings takes, in hours, days, years and cost; only the number while no time is known.</summary>
/// <param name="Trainings">How many full trainings.</param>
/// <param name="Hours">The hours of one worker for all of them; null while no time is known.</param>
/// <param name="Workers">The workers that share them.</param>
/// <param name="CostPerHour">What one hour of one worker costs; null where the plan names no price.</param>
public sealed record PlanEffort(double Trainings, double? Hours, int Workers, double? CostPerHour)
{
    private const double HoursOfYear = 24 * 365.25;

    /// <summary>Gets the cost; null while no time or price is known.</summary>
    public double? Cost => Hours * CostPerHour;

    /// <summary>Gets the hours on the clock with all workers busy; null while no time is known.</summary>
    public double? ClockHours => Hours / Workers;

    /// <summary>Computes the effort of full trainings in a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="trainings">How many.</param>
    /// <param name="knowledge">What was measured.</param>
    /// <returns>The effort.</returns>
    public static PlanEffort Of(Plan plan, PlanPhase phase, double trainings, PlanKnowledge knowledge) =>
        new(trainings, TrainingSeconds(plan, phase, knowledge) * trainings / 3600, Math.Max(1, knowledge.Workers), plan.Budget.CostPerHour);

    /// <summary>Computes the seconds of one full training in a phase: measured, else the plan's guess.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="knowledge">What was measured.</param>
    /// <returns>The seconds, or null while no time is known.</returns>
    public static double? TrainingSeconds(Plan plan, PlanPhase phase, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(knowledge);
        var share = (phase.Epochs ?? plan.Budget.Epochs) / (double)plan.Budget.Epochs;
        return knowledge.EpochSeconds * (phase.Epochs ?? plan.Budget.Epochs) ?? plan.Budget.TrialMinutes * 60 * share;
    }

    /// <summary>Writes a count or an amount with thousands apart: <c>3,125</c>, <c>0.25</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text, at most two digits behind the point below 10 and none above 100.</returns>
    public static string Text(double value)
    {
        var format = value == Math.Floor(value) || Math.Abs(value) >= 100 ? "#,0" : Math.Abs(value) >= 10 ? "#,0.#" : "0.##";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The effort in words.</summary>
    /// <returns>Such as <c>3,125 full trainings, 1,563 hours, 65 days, cost 781</c>.</returns>
    public override string ToString()
    {
        var count = $"{Text(Trainings)} full {(Trainings == 1 ? "training" : "trainings")}";
        if (Hours is not { } hours)
        {
            return $"{count} (no time measured yet)";
        }

        var clock = ClockHours ?? 0;
        var text = $"{count}, {Duration(hours)} of one worker";
        text += Workers > 1 ? $", {Duration(clock)} with {Text(Workers)} workers" : string.Empty;
        return Cost is { } cost ? $"{text}, cost {Text(cost)}" : text;
    }

    /// <summary>Writes hours in the unit that suits them.</summary>
    /// <param name="hours">The hours, at least 0.</param>
    /// <returns>Such as <c>12 s</c>, <c>3.5 minutes</c>, <c>1,875 hours = 78.1 days</c>.</returns>
    internal static string Duration(double hours)
    {
        if (hours * 60 < 1)
        {
            return $"{Text(hours * 3600)} s";
        }

        if (hours < 1)
        {
            return $"{Text(hours * 60)} {(hours * 60 == 1 ? "minute" : "minutes")}";
        }

        var days = hours >= 48 ? $" = {Text(hours / 24)} days" : string.Empty;
        var years = hours >= HoursOfYear ? $" = {Text(hours / HoursOfYear)} years" : string.Empty;
        return $"{Text(hours)} {(hours == 1 ? "hour" : "hours")}{days}{years}";
    }
}
