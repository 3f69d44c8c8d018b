namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Looks at a group's memory from time to time and says once when it is too large.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly ProcessGroup _group;
    private readonly long _limit;
    private readonly Action<long> _tell;
    private readonly ITimer? _timer;
    private int _isBusy;

    /// <summary>Initializes a new instance of the <see cref="MemoryWatch"/> class.</summary>
    /// <param name="group">The group.</param>
    /// <param name="limit">The most bytes; null watches nothing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Told the bytes when they are more.</param>
    public MemoryWatch(ProcessGroup group, long? limit, TimeProvider time, Action<long> tell)
    {
        (_group, _limit, _tell) = (group, limit ?? long.MaxValue, tell);
        _timer = limit is null ? null : time.CreateTimer(_ => Look(), null, Every, Every);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    // a look may take longer than the pause between two; the flag stays set once it was told
    private void Look()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            return;
        }

        if (GroupMemory.Of(_group, _limit) is var bytes && bytes > _limit)
        {
            _tell(bytes);
            return;
        }

        Volatile.Write(ref _isBusy, 0);
    }
}
