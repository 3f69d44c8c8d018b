namespace HyperScaffold.Workers;

/// <summary>
/// Lets a worker's process leave, from its first moment to its last: on a signal, when its time is up, and when its
/// standard input closes, which means that whoever started it is gone. It ends the process within 2 s on threads of its
/// own, whatever holds up all the others: a training that never looks up, or a storage that cannot be reached.
/// </summary>
internal sealed class WorkerLeave : IDisposable
{
    private const int Nothing = -1;
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(0.4);

    // what handing a trial back takes, and some air before whoever counts the time ends the process
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _source = new();
    private readonly LeavingSignals _signals;
    private readonly ITimer? _alarm;
    private readonly Action<int> _exit;
    private Action? _handBack;
    private int _told = Nothing;
    private volatile bool _hasLeft;

    /// <summary>Initializes a new instance of the <see cref="WorkerLeave"/> class, which listens from now on.</summary>
    /// <param name="timeLeft">How long the worker has; null for no end.</param>
    /// <param name="time">The clock of that time.</param>
    public WorkerLeave(TimeSpan? timeLeft, TimeProvider time)
        : this(timeLeft, time, IsSupervised ? Console.OpenStandardInput() : null, Environment.Exit)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkerLeave"/> class, which listens from now on.</summary>
    /// <param name="timeLeft">How long the worker has; null for no end.</param>
    /// <param name="time">The clock of that time.</param>
    /// <param name="input">What ends when the supervisor does; null for none.</param>
    /// <param name="exit">Ends the process.</param>
    internal WorkerLeave(TimeSpan? timeLeft, TimeProvider time, Stream? input, Action<int> exit)
    {
        _exit = exit;
        _signals = new LeavingSignals(() => Leave(WorkerEnd.Interrupted));
        _alarm = timeLeft is { } left ? time.CreateTimer(_ => Leave(WorkerEnd.TimeUp), null, left > Margin ? left - Margin : TimeSpan.Zero, Timeout.InfiniteTimeSpan) : null;
        if (input is not null)
        {
            Start("input", () => WatchInput(input));
        }
    }

    /// <summary>Gets the token that is cancelled when the worker is to leave.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets why the worker is to leave; null where nothing told it to.</summary>
    public WorkerEnd? Told => Volatile.Read(ref _told) is >= 0 and var end ? (WorkerEnd)end : null;

    // a pipe comes from a supervisor; a batch system's workers read /dev/null, which says nothing by being empty
    private static bool IsSupervised => OperatingSystem.IsLinux()
        ? new FileInfo("/proc/self/fd/0").LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true
        : Console.IsInputRedirected;

    /// <summary>Names what gives running trials back at the last moment.</summary>
    /// <param name="handBack">Gives them back.</param>
    /// <returns>What ends that.</returns>
    public IDisposable HandsBack(Action handBack)
    {
        Volatile.Write(ref _handBack, handBack);
        return new Ended(() => Volatile.Write(ref _handBack, null));
    }

    /// <summary>Tells the worker to leave; what it is told first counts.</summary>
    /// <param name="end">Why.</param>
    public void Leave(WorkerEnd end)
    {
        if (Interlocked.CompareExchange(ref _told, (int)end, Nothing) != Nothing)
        {
            return;
        }

        // first, since whoever listens to the token may hold this thread up
        Start("leave", () => LeaveForSure(end));
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it leaves by itself in this moment
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hasLeft = true;
        _signals.Dispose();
        _alarm?.Dispose();
        _source.Dispose();
    }

    private static void Start(string name, Action work) => new Thread(() => work()) { IsBackground = true, Name = name }.Start();

    private void WatchInput(Stream input)
    {
        var ignored = new byte[64];
        try
        {
            while (input.Read(ignored) > 0)
            {
                // a supervisor says nothing; only the end of the input counts
            }
        }
        catch (IOException)
        {
            // an input that cannot be read has ended, too
        }

        Leave(WorkerEnd.Closed);
    }

    private void LeaveForSure(WorkerEnd end)
    {
        Thread.Sleep(LeaveWithin);
        var last = new Thread(GiveBack) { IsBackground = true };
        last.Start();
        last.Join(LastWord);
        if (!_hasLeft)
        {
            _exit((int)end);
        }
    }

    private void GiveBack()
    {
        try
        {
            Volatile.Read(ref _handBack)?.Invoke();
        }
        catch (Exception e) when (e is HyperException or ObjectDisposedException)
        {
            // the trial's lease runs out, and it is repeated
        }
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
