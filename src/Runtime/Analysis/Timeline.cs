using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>Which trial ran when.</summary>
public static class Timeline
{
    /// <summary>Lays the trials on as few rows as they need.</summary>
    /// <param name="trials">The trials in any order, confirm trials too; those that have not begun are left out.</param>
    /// <param name="now">The end of a trial that still runs, in UTC.</param>
    /// <returns>One bar a trial, by start and number; empty where none has begun.</returns>
    public static ImmutableArray<TimelineBar> Compute(IReadOnlyList<FrozenTrial> trials, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var bars = ImmutableArray.CreateBuilder<TimelineBar>();
        var free = new List<DateTime>();
        foreach (var trial in trials.Where(t => t.Start is not null).OrderBy(t => t.Start).ThenBy(t => t.Number))
        {
            var start = trial.Start!.Value;
            var end = trial.End ?? now;
            var last = end < start ? start : end;
            bars.Add(new TimelineBar(trial.Number, trial.State, trial.Round, start, last, TakeLane(free, start, last)));
        }

        return bars.ToImmutable();
    }

    private static int TakeLane(List<DateTime> free, DateTime start, DateTime end)
    {
        var lane = free.FindIndex(f => f <= start);
        if (lane < 0)
        {
            free.Add(end);
            return free.Count - 1;
        }

        free[lane] = end;
        return lane;
    }
}
