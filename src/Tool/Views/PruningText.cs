using System.Globalization;
using HyperScaffold.Analysis;

namespace HyperScaffold.Tool.Views;

/// <summary>Says what pruning saved and what it may have cost.</summary>
internal static class PruningText
{
    /// <summary>What was saved.</summary>
    /// <param name="spent">The epochs that were trained.</param>
    /// <param name="planned">The epochs without pruning.</param>
    /// <returns>The end of a sentence; empty where nothing was.</returns>
    public static string Saved(long spent, long planned) => planned <= spent
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $" saved {planned - spent:#,0} of {planned:#,0} search epochs ({100.0 * (planned - spent) / planned:0} %)");

    /// <summary>
    /// What it may have cost: how many controls came out best, with the upper bound at 95 % (3 over the controls where none
    /// did, the rule of three); a rate only where there are enough of them.
    /// </summary>
    /// <param name="savings">The counts over all phases.</param>
    /// <returns>A sentence without its point.</returns>
    public static string Regret(PruningSavings savings)
    {
        ArgumentNullException.ThrowIfNull(savings);
        if (savings.RegretUpperBound is not { } bound)
        {
            return "no trial that was due to be pruned has run on as a control yet, so what pruning loses is not known";
        }

        var none = savings.Regrets == 0 ? "none" : savings.Regrets.ToString(CultureInfo.InvariantCulture);
        var rate = savings.RegretRate is { } known ? string.Create(CultureInfo.InvariantCulture, $", a rate of {100 * known:0.#} %") : string.Empty;
        var controls = savings.Controls == 1 ? "1 control" : string.Create(CultureInfo.InvariantCulture, $"{savings.Controls} controls");
        return string.Create(CultureInfo.InvariantCulture, $"of {controls} that ran on although due to be pruned, {none} became the best{rate}; at most {100 * bound:0.#} % would (95 % bound)");
    }
}
