using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Compares the batch sizes of a phase at equal epochs and at equal steps, with their throughput. A size b makes as many
/// steps in E b / B epochs as the largest size B makes in all E, so the curves that are there hold both comparisons.
/// </summary>
internal static class BatchSizes
{
    private const int MostSizes = 12;

    /// <summary>Compares the sizes.</summary>
    /// <param name="view">The phase, as it ended.</param>
    /// <returns>One line a size, from the smallest, then what both comparisons say together; empty where the phase tunes no batch size or tried only one.</returns>
    public static ImmutableArray<string> Compare(PhaseView view)
    {
        if (view.Space.Parameters.FirstOrDefault(p => p.Role == "batch_size") is not { } batch)
        {
            return [];
        }

        var groups = Groups(view, batch.Name);
        if (groups.Count < 2)
        {
            return [];
        }

        var largest = groups.Max(g => g.Max(t => SizeOf(t, batch.Name)));
        var sizes = groups.ConvertAll(g => Of(view, g, batch.Name, largest));
        var slowest = sizes.Max(s => s.EpochSeconds);
        return [.. sizes.Select(s => Line(s, view, slowest)), Together(sizes, view)];
    }

    private static List<IReadOnlyList<FrozenTrial>> Groups(PhaseView view, string name)
    {
        var trained = view.Trials
            .Where(t => PhaseTrials.IsSearch(t) && t.State is TrialState.Complete or TrialState.Pruned && !t.IntermediateValues.IsEmpty && SizeOf(t, name) > 0)
            .ToList();
        var areFew = trained.Select(t => SizeOf(t, name)).Distinct().Count() <= MostSizes;
        // of a whole range, sizes that round to one power of two are alike
        return [.. trained.GroupBy(t => areFew ? SizeOf(t, name) : Math.Pow(2, Math.Round(Math.Log2(SizeOf(t, name)))))
            .OrderBy(g => g.Key).Select(g => (IReadOnlyList<FrozenTrial>)[.. g])];
    }

    private static Size Of(PhaseView view, IReadOnlyList<FrozenTrial> trials, string name, double largest)
    {
        int Epoch(FrozenTrial t) => (int)Math.Floor((view.Epochs * SizeOf(t, name) / largest) + 1e-9);
        var epochs = trials.Select(Epoch).Order().ElementAt(trials.Count / 2);
        var complete = trials.Where(t => t.State == TrialState.Complete).Select(t => t.Value);
        var reached = trials.Where(t => Epoch(t) >= 1 && t.LastReport?.Step >= Epoch(t)).Select(t => At(t, Epoch(t), view));
        var times = trials.Select(Seconds).OfType<double>().Order().ToList();
        return new Size(
            trials.Min(t => SizeOf(t, name)),
            trials.Max(t => SizeOf(t, name)),
            trials.Count,
            Best(complete, view.Direction),
            Best(reached, view.Direction),
            epochs,
            times.Count == 0 ? null : times[times.Count / 2])
        {
            Ended = Ended(trials, view),
        };
    }

    // the best that ended early: without it, a size whose only whole training was a poor one would look poor
    private static (double Value, int Epoch)? Ended(IReadOnlyList<FrozenTrial> trials, PhaseView view) => trials
        .Where(t => t.State == TrialState.Pruned)
        .Select(t => (Value: At(t, view.Epochs, view), Epoch: t.LastReport?.Step ?? 0))
        .Where(t => t.Value is { } v && double.IsFinite(v))
        .OrderBy(t => PhaseTrials.Loss(t.Value, view.Direction))
        .Select(t => ((double, int)?)(t.Value!.Value, t.Epoch))
        .FirstOrDefault();

    private static double? Best(IEnumerable<double?> values, StudyDirection direction) =>
        values.Where(v => v is { } x && double.IsFinite(x)).OrderBy(v => PhaseTrials.Loss(v, direction)).FirstOrDefault();

    private static double? At(FrozenTrial trial, int epoch, PhaseView view)
    {
        var until = trial.IntermediateValues.Where(v => v.Step <= epoch).Select(v => (double?)v.Value).ToList();
        return view.Plan.Metric.UseLast ? until.LastOrDefault() : Best(until, view.Direction);
    }

    // one that was repeated may have gone on from a checkpoint, and its epochs then seem short
    private static double? Seconds(FrozenTrial trial) =>
        !trial.SystemAttributes.ContainsKey(StorageAttributes.RetryHistory) && trial is { Start: { } start, End: { } end } && end > start ? (end - start).TotalSeconds / TrialAttributes.BatchOf(trial.UserAttributes) / SpendCounter.Epochs(trial) : null;

    private static double SizeOf(FrozenTrial trial, string name) =>
        trial.Parameters.GetValueOrDefault(name)?.External switch
        {
            long whole => whole,
            double real => real,
            _ => 0,
        };

    private static string Line(Size size, PhaseView view, double? slowest)
    {
        var full = size.AtEpochs is { } e ? $"{PhaseText.Metric(e)} at equal epochs" : "no training to the end";
        var ended = size.Ended is { } early && !(size.AtEpochs is { } whole && PhaseTrials.Lead(early.Value, whole, view.Direction) <= 0)
            ? string.Create(CultureInfo.InvariantCulture, $" (a pruned one had {PhaseText.Metric(early.Value)} by epoch {early.Epoch})")
            : string.Empty;
        var steps = size.Epoch < 1 ? "its first epoch makes more steps than are compared"
            : size.AtSteps is { } s ? $"{PhaseText.Metric(s)} at equal steps (epoch {size.Epoch} of {view.Epochs})" : $"none reached epoch {size.Epoch}, where steps are equal";
        var time = size.EpochSeconds is { } seconds && slowest is { } most
            ? string.Create(CultureInfo.InvariantCulture, $"; {seconds:G3} s an epoch, {most / seconds:0.0#} times the throughput of the slowest")
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{size.Name} ({size.Trials} {(size.Trials == 1 ? "trial" : "trials")}): {full}{ended}; {steps}{time}");
    }

    private static string Together(List<Size> sizes, PhaseView view)
    {
        Size? Leader(Func<Size, double?> of) => sizes.Where(s => of(s) is not null).OrderBy(s => PhaseTrials.Loss(of(s), view.Direction)).FirstOrDefault();
        return (Leader(s => s.AtEpochs), Leader(s => s.AtSteps)) switch
        {
            (null, _) or (_, null) => "too few trainings went far enough to compare",
            ({ } e, { } s) when e == s => $"{e.Name} leads at equal epochs and at equal steps",
            ({ } e, { } s) when e.High < s.High => $"{e.Name} leads at equal epochs and {s.Name} at equal steps: what {e.Name} gains, it gains by more steps an epoch",
            ({ } e, { } s) => $"{e.Name} leads at equal epochs and {s.Name} at equal steps",
        };
    }

    private sealed record Size(double Low, double High, int Trials, double? AtEpochs, double? AtSteps, int Epoch, double? EpochSeconds)
    {
        public (double Value, int Epoch)? Ended { get; init; }

        public string Name => Low == High ? High.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}");
    }
}
