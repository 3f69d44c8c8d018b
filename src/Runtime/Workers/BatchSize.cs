using System.Globalization;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>Decides how many trials a worker trains as one batch, and says so.</summary>
/// <param name="log">Where the worker says how it works.</param>
/// <param name="publish">Keeps a sentence with the study.</param>
internal sealed class BatchSize(TextWriter log, Action<string> publish)
{
    private const string Auto = "auto";

    // a model that adapts learns nothing from trials that are asked for at once, so it gets several rounds of batches
    private const int LeastBatches = 4;
    private const string NotThere = "the training does not go through Trainer.Run, so trials train one after the other";
    private readonly HashSet<string> _said = [];
    private int? _advised;
    private int _widest;

    /// <summary>Tells whether a round's trials may train as one batch.</summary>
    /// <param name="order">The round.</param>
    /// <returns>False where each is evaluated by itself.</returns>
    public bool IsFused(RoundOrder order) => order.Fuse != "none" && _advised != 1;

    /// <summary>Begins a batch.</summary>
    /// <param name="order">The round.</param>
    /// <param name="most">How many trials the pruner wants to begin at once at the most; asked where there may be several.</param>
    /// <returns>The batch; dispose it when it ended.</returns>
    public TrialBatch Begin(RoundOrder order, Func<int> most)
    {
        var widest = WidestOf(order);
        var isAsked = order.Fuse == Auto && widest > 1 && IsUnknown(widest);
        var size = order.Fuse == Auto && !isAsked ? Math.Min(_advised ?? 1, widest) : widest;
        return new(size > 1 ? Math.Min(most(), size) : 1) { Widest = isAsked ? widest : 0 };
    }

    /// <summary>Learns from a batch that ended.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="evaluated">True where a trial of it ended without an error.</param>
    public void End(TrialBatch batch, bool evaluated)
    {
        if (batch.Together == 0 && evaluated)
        {
            _advised = 1;
            batch.Note(NotThere);
        }
        else if (batch.WantsAdvice)
        {
            (_advised, _widest) = (batch.Advised, batch.Widest);
        }

        // a command's worker has nothing to say: it never trains in batches
        foreach (var note in log == TextWriter.Null ? [] : batch.Notes.Where(_said.Add))
        {
            log.WriteLine(note);
            publish(note);
        }
    }

    // what was fastest of few may not be of many
    private bool IsUnknown(int widest) => _advised is null || (_advised > 1 && _advised >= _widest && widest >= 2 * _widest);

    private static int WidestOf(RoundOrder order)
    {
        if (order.Fuse != Auto)
        {
            return int.TryParse(order.Fuse, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted > 0 ? wanted : 1;
        }

        var adapts = !order.Sampler.StartsWith("grid", StringComparison.Ordinal) && order.Sampler is not ("random" or "quasi-random");
        var share = Math.Max(1, (order.Trials - order.Offset) / Math.Max(1, order.Slots) / (adapts ? LeastBatches : 1));
        return order.Round == Trials.TrialAttributes.ConfirmRound ? int.MaxValue : share;
    }
}
