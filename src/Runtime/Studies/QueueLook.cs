namespace HyperScaffold.Studies;

/// <summary>
/// What an asker that does not read the history knows of the queue. A trial that another worker hands back stands before
/// the latest one, so a look at the whole queue is due from time to time.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class QueueLook(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long _latest = time.GetTimestamp();

    /// <summary>Gets or sets the identifier of a trial up to which none waited.</summary>
    public long Seen { get; set; }

    /// <summary>Tells whether a look at the whole queue is due, which then counts as done.</summary>
    /// <returns>True once a second.</returns>
    public bool IsDue()
    {
        if (time.GetElapsedTime(_latest) < Pause)
        {
            return false;
        }

        _latest = time.GetTimestamp();
        return true;
    }
}
