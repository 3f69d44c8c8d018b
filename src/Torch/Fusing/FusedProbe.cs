using System.Globalization;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>
/// Finds out by a few steps how many members train fastest together: 1, 2, 4 and so on, as long as more are faster or
/// promise to be, or at once all that there may be, where that takes a moment. It runs where the trials will run, so that what the other slots do meanwhile is part of it.
/// </summary>
internal sealed class FusedProbe(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context)
{
    private const int Most = 64;
    private const int WarmSteps = 2;
    private const int Steps = 4;
    private const int Turns = 3;

    // less is within what a measurement this short gets wrong, and a batch costs the search some of its adaptivity
    private const double LeastGain = 1.15;
    private const double WorthDoubling = 1.05;

    // of the time that the trials would take one after the other: for all that is measured, and for one more width
    private const double LargestShare = 0.25;
    private const double LargestStep = 0.1;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);
    private readonly List<string> _seen = [];
    private int _stepsPerEpoch;

    /// <summary>Measures, and tells the batch.</summary>
    internal void Advise(TrialSeat seat)
    {
        try
        {
            var widest = Math.Min(Most, seat.Widest);
            var alone = Alone();
            var all = alone * _stepsPerEpoch * context.Epochs * widest;
            if (all < Shortest)
            {
                seat.Advise(1, string.Create(CultureInfo.InvariantCulture, $"Trials train one after the other: they take {all.TotalSeconds:0.00} s, too short a time to find out whether a batch is faster"));
                return;
            }

            var best = Best(alone, widest, all);
            var shown = $"rows a second by trials at a time: {string.Join(", ", _seen)}";
            seat.Advise(best, best > 1 ? $"{best} trials train as one batch ({shown})" : $"Trials train one after the other: a batch of them is not faster ({shown})");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            seat.Advise(1, $"{e.Message}; trials train one after the other");
        }
    }

    private int Best(TimeSpan alone, int widest, TimeSpan all)
    {
        var (best, fastest) = (1, alone);
        var (fewer, before) = (0, TimeSpan.Zero);
        var start = options.Time.GetTimestamp();
        if (Cost(alone, widest) < LongEnough && Together(widest) / widest * LeastGain <= alone)
        {
            return widest;
        }

        foreach (var members in Widths(widest).TakeWhile(m => Affords(Cost(alone, m), all, start)))
        {
            var step = Together(members);
            var each = step / members;
            var isSlower = fewer > 0 && each * LeastGain > alone && (step - before) / (members - fewer) * LeastGain > alone;
            if (isSlower || (best > 1 && each * WorthDoubling > fastest))
            {
                break;
            }

            // a step costs something however many are in it, so a few may be slower where many are faster; what one more costs tells
            (fewer, before) = (members, step);
            (best, fastest) = each < fastest ? (members, each) : (best, fastest);
        }

        return fastest * LeastGain > alone ? 1 : best;
    }

    private static TimeSpan Cost(TimeSpan alone, int members) => alone * (members * (WarmSteps + Steps));

    // the last is the widest itself: one batch costs less than a batch and a rest
    private static IEnumerable<int> Widths(int widest)
    {
        var members = 2;
        for (; 2 * members <= widest; members *= 2)
        {
            yield return members;
        }

        yield return widest;
    }

    private bool Affords(TimeSpan next, TimeSpan all, long start) =>
        options.Time.GetElapsedTime(start) is var spent && spent < Longest && spent < all * LargestShare && next < all * LargestStep;

    private TimeSpan Alone()
    {
        using var run = new TrainingRun(model, data, options, Context());
        _stepsPerEpoch = run.StepsPerEpoch;
        return Step(1, run.Try);
    }

    private TimeSpan Together(int members)
    {
        using var scope = NewDisposeScope();
        JoinCall Call()
        {
            manual_seed(context.Seed);
            var made = model();
            made.MoveTo(device(context.Device), null);
            return new JoinCall(made, data, options, Context());
        }

        var calls = Enumerable.Range(0, members).Select(_ => Call()).ToList();
        using var run = new FusedRun(calls);
        foreach (var call in calls.Skip(1))
        {
            call.Model.Dispose();
        }

        return Step(members, run.Try);
    }

    // the best of a few turns: what disturbs a turn makes it slower, never faster
    private TimeSpan Step(int members, Action<int> steps)
    {
        steps(WarmSteps);
        var (best, all) = (TimeSpan.MaxValue, TimeSpan.Zero);
        for (var turn = 0; turn < Turns && all < LongEnough; turn++)
        {
            var start = options.Time.GetTimestamp();
            steps(Steps);
            var taken = options.Time.GetElapsedTime(start);
            (best, all) = (taken < best ? taken : best, all + taken);
        }

        var step = best / Steps;
        _seen.Add(string.Create(CultureInfo.InvariantCulture, $"{members}: {members * options.BatchSize / step.TotalSeconds:0}"));
        return step;
    }

    private TrialContext Context() => new() { Epochs = context.Epochs, Seed = context.Seed, Device = context.Device, Cancellation = context.Cancellation };
}
