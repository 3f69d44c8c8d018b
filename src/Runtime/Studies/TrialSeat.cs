using System.Runtime.ExceptionServices;

namespace HyperScaffold.Studies;

/// <summary>One trial's place in a batch.</summary>
/// <param name="batch">The batch.</param>
internal sealed class TrialSeat(TrialBatch batch) : IDisposable
{
    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _back = new(0);
    private Thread? _thread;
    private ExceptionDispatchInfo? _error;
    private object? _result;

    /// <summary>Gets a value indicating whether the batch wants to know how many trials are best trained together.</summary>
    internal bool WantsAdvice => batch is { WantsAdvice: true, Advised: null };

    /// <summary>Gets how many trials a batch may have at the most.</summary>
    internal int Widest => batch.Widest;

    /// <summary>Gets or sets how many trials train with this one, itself too.</summary>
    internal int Shared { get; set; } = 1;

    /// <summary>Gets a value indicating whether the trial waits for the others.</summary>
    internal bool IsWaiting { get; private set; }

    /// <summary>Gets what the trial brought.</summary>
    internal object Offer { get; private set; } = string.Empty;

    /// <summary>Gets what is done when all wait.</summary>
    internal Func<IReadOnlyList<object>, IReadOnlyList<object?>> Together { get; private set; } = _ => [];

    /// <summary>Waits until all trials of the batch wait or ended, and gets this one's share of what is then done for all.</summary>
    /// <param name="offer">What the trial brings.</param>
    /// <param name="together">Gets what each trial brought, and gives each its share; an error given as a share is thrown.</param>
    /// <returns>The share.</returns>
    internal object? Meet(object offer, Func<IReadOnlyList<object>, IReadOnlyList<object?>> together)
    {
        (Offer, Together, IsWaiting) = (offer, together, true);
        _back.Release();
        _go.Wait();
        (_result as ExceptionDispatchInfo)?.Throw();
        return _result;
    }

    /// <summary>Says how many trials are best trained together.</summary>
    internal void Advise(int trials, string why) => batch.Advise(trials, why);

    /// <summary>Keeps a note with the batch.</summary>
    internal void Note(string text) => batch.Note(text);

    /// <summary>Starts the trial; returns when it waits or ended.</summary>
    internal void Begin(Action evaluate)
    {
        _thread = new Thread(() => Work(evaluate)) { IsBackground = true, Name = "trial" };
        _thread.Start();
        Return();
    }

    /// <summary>Gives the trial its share.</summary>
    internal void Take(object? result) => _result = result;

    /// <summary>Lets the trial go on; returns when it waits again or ended.</summary>
    internal void Continue()
    {
        IsWaiting = false;
        _go.Release();
        Return();
    }

    /// <summary>Lets a trial end that waits for others which will not come.</summary>
    internal void Abandon()
    {
        if (IsWaiting)
        {
            Take(ExceptionDispatchInfo.Capture(new OperationCanceledException("the batch ended early")));
            IsWaiting = false;
            _go.Release();
            _back.Wait();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _go.Dispose();
        _back.Dispose();
    }

    private void Return()
    {
        _back.Wait();
        _error?.Throw();
    }

    private void Work(Action evaluate)
    {
        try
        {
            evaluate();
        }
        catch (Exception e)
        {
            _error = ExceptionDispatchInfo.Capture(e);
        }

        IsWaiting = false;
        _back.Release();
    }
}
