namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Looks at a group's memory from time to time, keeps its leader's peak, and says once when all is too large.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly ProcessGroup _group;
    private readonly long _limit;
    private readonly Action<long> _tell;
    private readonly ITimer _timer;
    private readonly long? _kills = ProcessMemory.Kills();
    private int _isBusy;
    private long _peak;

    /// <summary>Initializes a new instance of the <see cref="MemoryWatch"/> class.</summary>
    /// <param name="group">The group.</param>
    /// <param name="limit">The most bytes; null: none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Told the bytes when they are more.</param>
    public MemoryWatch(ProcessGroup group, long? limit, TimeProvider time, Action<long> tell)
    {
        (_group, _limit, _tell) = (group, limit ?? long.MaxValue, tell);
        _timer = time.CreateTimer(_ => Look(), null, Every, Every);
    }

    /// <summary>Gets what is known of the leader where SIGKILL ended it: its peak, if it was looked at, and whether memory ran out.</summary>
    public string Killed => MemoryText.Killed(Volatile.Read(ref _peak) is > 0 and var bytes ? bytes : null, ProcessMemory.Kills() > _kills);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    // a look may take longer than the pause between two; the flag stays set once it was told
    private void Look()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            return;
        }

        Volatile.Write(ref _peak, ProcessMemory.Peak(_group.Id) ?? _peak);
        if (_limit < long.MaxValue && GroupMemory.Of(_group, _limit) is var bytes && bytes > _limit)
        {
            _tell(bytes);
            return;
        }

        Volatile.Write(ref _isBusy, 0);
    }
}
