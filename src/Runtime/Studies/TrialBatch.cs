using System.Runtime.ExceptionServices;

namespace HyperScaffold.Studies;

/// <summary>
/// Trials that one slot evaluates together. Each has a thread, but they take turns: a trial runs until it waits for the
/// others (see <see cref="TrialSeat.Meet"/>) or ends, then the next one runs. So an objective that never waits is
/// evaluated as if there were no batch, and one that waits meets all others in a place where nothing else runs.
/// </summary>
/// <param name="size">How many trials may wait at once, at least 1.</param>
internal sealed class TrialBatch(int size) : IDisposable
{
    private readonly List<TrialSeat> _seats = [];
    private readonly List<string> _notes = [];

    /// <summary>Gets how many trials may wait at once: one while a training is to find out how many are best.</summary>
    internal int Size => WantsAdvice ? Math.Min(Advised ?? 1, size) : size;

    /// <summary>Gets how many trials this or a later batch may have, for a training to find out how many are best trained together; 0 where that is known.</summary>
    internal int Widest { get; init; }

    /// <summary>Gets a value indicating whether a training should find out how many trials are best trained together.</summary>
    internal bool WantsAdvice => Widest > 0;

    /// <summary>Gets how many trials are best trained together; null while nobody found out.</summary>
    internal int? Advised { get; private set; }

    /// <summary>Gets what happened in the batch that a user may want to know.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>Gets how many trials waited for each other at the most.</summary>
    internal int Together { get; private set; }

    /// <summary>Takes trials until enough of them wait, and evaluates them to their ends.</summary>
    /// <param name="next">Asks for a trial that takes a seat and gives what evaluates it; null where there is none.</param>
    /// <returns>How many trials were evaluated.</returns>
    internal int Run(Func<TrialSeat, Action?> next)
    {
        try
        {
            Fill(next);
            while (_seats.Where(s => s.IsWaiting).ToList() is { Count: > 0 } waiting)
            {
                Together = Math.Max(Together, waiting.Count);
                Serve(waiting);
                waiting.ForEach(s => s.Continue());
            }
        }
        catch
        {
            _seats.ForEach(s => s.Abandon());
            throw;
        }

        return _seats.Count;
    }

    /// <summary>Says how many trials are best trained together.</summary>
    internal void Advise(int trials, string why)
    {
        Advised = trials;
        Note(why);
    }

    /// <summary>Keeps a note, once.</summary>
    internal void Note(string text)
    {
        if (!_notes.Contains(text))
        {
            _notes.Add(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _seats.ForEach(s => s.Dispose());

    // a trial is asked for after the one before has suggested its values and waits; where it ended instead, nothing is fused
    private void Fill(Func<TrialSeat, Action?> next)
    {
        do
        {
            var seat = new TrialSeat(this);
            if (next(seat) is not { } evaluate)
            {
                seat.Dispose();
                return;
            }

            _seats.Add(seat);
            seat.Begin(evaluate);
        }
        while (_seats.Count(s => s.IsWaiting) is > 0 and var waiting && waiting < Size);
    }

    private static void Serve(List<TrialSeat> waiting)
    {
        try
        {
            var results = waiting[0].Together([.. waiting.Select(s => s.Offer)]);
            foreach (var (seat, result) in waiting.Zip(results))
            {
                seat.Take(result);
            }
        }
        catch (Exception e)
        {
            waiting.ForEach(s => s.Take(ExceptionDispatchInfo.Capture(e)));
        }
    }
}
