using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Views;

/// <summary>Says what comes next after a decision or an edit by hand.</summary>
internal static class StaleText
{
    /// <summary>Names the phases whose decision no longer fits the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <returns>One line; null where every decision holds.</returns>
    public static string? Line(Plan plan, DecisionBook book)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        var stale = plan.Phases.Where(p => book.Current(p.Name) is { } d && !PhaseStates.Changes(plan, book, p, d).IsEmpty).Select(p => p.Name).ToList();
        return stale.Count switch
        {
            0 => null,
            1 => $"Stale now: {stale[0]}. Run it again: dotnet hyper phase next",
            _ => $"Stale now: {string.Join(", ", stale)}. Run them again, one after the other: dotnet hyper phase next",
        };
    }
}
