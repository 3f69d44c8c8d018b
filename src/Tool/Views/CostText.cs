using System.Globalization;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Views;

/// <summary>Says what a phase will cost, and what it cost in comparison.</summary>
internal static class CostText
{
    /// <summary>The points that a grid of comparison has in each range.</summary>
    public const int GridPoints = 5;

    /// <summary>What a phase will cost.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <returns>One line, indented.</returns>
    public static string Line(PhaseEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var search = $"{Count(estimate.Trials, "search trial")} x {Count(estimate.Epochs, "epoch")}";
        var confirm = estimate.ConfirmTrainings == 0 ? "nothing to confirm" : $"confirm apart: at most {Count(estimate.ConfirmTrainings, "training")}";
        if (estimate is not { EpochSeconds: { } epoch, SearchSeconds: { } seconds, ConfirmSeconds: { } confirmSeconds, ClockSeconds: { } clock })
        {
            return $"  cost: {search}; {Saving(estimate.Saving)}; {confirm}; no time measured yet";
        }

        var workers = Count(estimate.Workers, "worker");
        var cost = estimate.Cost is { } price ? $", cost {PlanEffort.Text(price)}" : string.Empty;
        var basis = $"{Time(epoch)} an epoch ({(estimate.IsMeasured ? "measured" : "the plan's guess")})";
        var trials = estimate.Trials == 0 ? $"nothing left to search; {basis}" : $"{search} x {basis} = {Time(seconds)} of one worker; {Saving(estimate.Saving)}";
        return $"  cost: {trials}; "
            + $"{confirm}{(estimate.ConfirmTrainings == 0 ? string.Empty : ", " + Time(confirmSeconds))}; together about {Time(clock)} with {workers}{cost}{Left(estimate)}";
    }

    /// <summary>Why a phase does not fit what is left of the budget.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <param name="estimate">The estimate, which exceeds the budget.</param>
    /// <returns>One sentence with its point.</returns>
    public static string Exceeds(string phase, PhaseEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var takes = estimate.ExceedsHours ? $"takes about {Time(estimate.ClockSeconds ?? 0)}" : $"costs about {PlanEffort.Text(estimate.Cost ?? 0)}";
        var left = estimate.ExceedsHours ? Time((estimate.HoursLeft ?? 0) * 3600) : PlanEffort.Text(estimate.CostLeft ?? 0);
        var apart = $"{Time(estimate.Seconds - estimate.ConfirmSeconds ?? 0)} of one worker to search and at most {Time(estimate.ConfirmSeconds ?? 0)} to confirm, at {Time(estimate.EpochSeconds ?? 0)} an epoch, {Count(estimate.Workers, "worker")}";
        return $"Phase '{phase}' {takes} ({apart}), and the plan's budget.{(estimate.ExceedsHours ? "hours" : "max_cost")} has {left} left.";
    }

    /// <summary>What the last percent of the gain cost.</summary>
    /// <param name="last">The sums; null where nothing was gained.</param>
    /// <param name="hasBaseline">False where no baseline trained to its end.</param>
    /// <returns>One line without its label.</returns>
    public static string Gain(LastPercent? last, bool hasBaseline = true) => last is null
        ? hasBaseline ? "the search gained nothing over its baseline" : "not known, since the baseline did not train to its end"
        : string.Create(CultureInfo.InvariantCulture, $"its last 1 % took {last.Trials} of {Count(last.AllTrials, "search trial")} and {last.Epochs:#,0} of {Count(last.AllEpochs, "epoch")}");

    /// <summary>What a grid of the same parameters would have cost.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="evidence">What the phase spent.</param>
    /// <returns>One line without its label.</returns>
    public static string Grid(Plan plan, PlanPhase phase, DecisionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(evidence);
        var size = GridTrainings(plan, phase);
        var epochs = size * (phase.Epochs ?? plan.Budget.Epochs);
        var spent = evidence.Epochs + (double)evidence.ConfirmEpochs;
        var time = spent > 0 && evidence.Seconds > 0 ? $", {Time(evidence.Seconds / spent * epochs)} of one worker" : string.Empty;
        return $"{Count(phase.Points ?? GridPoints, "point")} for each range would be {PlanEffort.Text(size)} {(size == 1 ? "training" : "trainings")}, {PlanEffort.Text(epochs)} {(epochs == 1 ? "epoch" : "epochs")}{time}";
    }

    /// <summary>Counts the trainings of a grid of a phase's parameters.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase; its own points hold, else five.</param>
    /// <returns>The count.</returns>
    public static double GridTrainings(Plan plan, PlanPhase phase) => GridSize.Of(plan, phase with { Points = phase.Points ?? GridPoints });

    /// <summary>Writes a time with its unit.</summary>
    /// <param name="seconds">The seconds, at least 0.</param>
    /// <returns>Such as <c>12 ms</c>, <c>1.2 s</c>, <c>3.4 minutes</c>, <c>2.1 hours</c>, <c>3 days</c>.</returns>
    public static string Time(double seconds) => seconds switch
    {
        0 => "0 s",
        < 0.001 => "less than 1 ms",
        < 0.9995 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
        < 99.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 99.5 * 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} minutes"),
        < 47.95 * 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:#,0.#} days"),
    };

    /// <summary>Writes a count of things.</summary>
    /// <param name="number">How many.</param>
    /// <param name="what">One of them; the plural has an s.</param>
    /// <returns>Such as <c>1 trial</c> or <c>1,200 epochs</c>.</returns>
    public static string Count(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? string.Empty : "s")}");

    private static string Saving(double? share) => share switch
    {
        null => "what pruning saves shows once some trials are trained to the end",
        0 => "pruning saves nothing of it",
        { } s => string.Create(CultureInfo.InvariantCulture, $"pruning should save {100 * s:0} % of it"),
    };

    private static string Left(PhaseEstimate estimate)
    {
        var hours = estimate.HoursLeft is { } left ? $"; the budget has {Time(left * 3600)} left" : string.Empty;
        return estimate.CostLeft is { } cost ? $"{hours}{(hours.Length > 0 ? " and" : "; the budget has")} a cost of {PlanEffort.Text(cost)}{(hours.Length > 0 ? string.Empty : " left")}" : hours;
    }
}
