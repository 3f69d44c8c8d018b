namespace HyperScaffold.Studies;

/// <summary>
/// Notices that this process did not run for a while: its machine slept, it was stopped, or the storage did not answer.
/// Others were probably held up with it and could not beat, so that their leases ran out for no fault of theirs: whoever
/// wakes first leaves them time to beat before it takes trials for abandoned.
/// </summary>
/// <param name="time">The clock; the time of day, which goes on while a machine sleeps.</param>
/// <param name="longest">The longest time between two looks of a process that runs.</param>
/// <param name="grace">How long others get.</param>
internal sealed class SleepWatch(TimeProvider time, TimeSpan longest, TimeSpan grace)
{
    private DateTimeOffset _last = time.GetUtcNow();
    private DateTimeOffset _from;

    /// <summary>Looks at the clock; to be called again and again.</summary>
    /// <returns>False for some time after a sleep.</returns>
    public bool IsAwake()
    {
        var now = time.GetUtcNow();
        if (now - _last > longest || _from - now > grace)
        {
            _from = now + grace;
        }

        _last = now;
        return now >= _from;
    }
}
