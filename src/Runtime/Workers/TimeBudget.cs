using HyperScaffold.Trials;

namespace HyperScaffold.Workers;

/// <summary>Tells whether one more trial fits into the time that a worker has left.</summary>
/// <param name="left">The time from now on; null for no end.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeBudget(TimeSpan? left, TimeProvider time)
{
    private const int Latest = 20;
    private readonly long _start = time.GetTimestamp();

    /// <summary>Gets a value indicating whether there is an end.</summary>
    public bool HasEnd => left is not null;

    /// <summary>Gets the time that is left.</summary>
    public TimeSpan Left => left is { } most ? most - time.GetElapsedTime(_start) : TimeSpan.MaxValue;

    /// <summary>How long a trial may take: the longest of the latest complete ones.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <returns>The time; zero while none is complete.</returns>
    public static TimeSpan Longest(IEnumerable<FrozenTrial> trials) => trials
        .Where(t => t is { State: TrialState.Complete, Start: not null, End: not null })
        .TakeLast(Latest)
        .Select(t => t.End - t.Start ?? TimeSpan.Zero)
        .DefaultIfEmpty()
        .Max();

    /// <summary>Tells whether a trial fits.</summary>
    /// <param name="trials">The study's trials, by which its time is estimated.</param>
    /// <returns>False where the time left is shorter than the longest of the latest complete trials.</returns>
    public bool Fits(IEnumerable<FrozenTrial> trials) => Left > TimeSpan.Zero && Longest(trials) <= Left;
}
