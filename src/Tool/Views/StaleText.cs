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
        var stale = plan.Phases
            .Select(p => (p.Name, Changed: book.Current(p.Name) is { } d ? PhaseStates.Changes(plan, book, p, d) : []))
            .Where(p => !p.Changed.IsEmpty)
            .ToList();
        if (stale.Count == 0)
        {
            return null;
        }

        var again = stale.Count == 1 ? "Run it again" : "Run them again, one after the other";
        return $"Stale now: {string.Join(", ", stale.Select(p => $"{p.Name} ({Parts(p.Changed)} changed)"))}. {again}: dotnet hyper phase next{Moves(plan, stale.SelectMany(p => p.Changed))}";
    }

    /// <summary>Names what changed in the words of the plan.</summary>
    /// <param name="changed">The parts of a phase's fingerprint that differ.</param>
    /// <returns>Such as <c>learning_rate, the search settings</c>.</returns>
    public static string Parts(IEnumerable<string> changed) => string.Join(", ", changed.Select(part => part switch
    {
        "phase" => "the phase's tune, trials, when or points",
        "search" => "the sampler, pruner, seed, refine or confirm",
        "epochs" => "the number of epochs",
        "trainer" => "the trainer's command",
        "metric" => "the metric",
        _ => part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..],
    }));

    // what a batch size decides, and why its change costs so much
    private static string Moves(Plan plan, IEnumerable<string> changed) => changed.Any(c => plan.FindParameter(c)?.Role == "batch_size")
        ? " (the best learning rate, momentum, schedule and regularization move with the batch size)"
        : string.Empty;
}
