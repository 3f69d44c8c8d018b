using System.Globalization;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>
/// Finds out by a few steps how many members train fastest together: 1, 2, 4 and so on, as long as more are faster. It
/// runs where the trials will run, so that what the other slots do meanwhile is part of it.
/// </summary>
internal sealed class FusedProbe(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context)
{
    private const int Most = 64;
    private const int Steps = 8;
    private const int Turns = 3;

    // less is within what a measurement this short gets wrong, and a batch costs the search some of its adaptivity
    private const double LeastGain = 1.15;
    private const double WorthDoubling = 1.05;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Measures, and tells the batch.</summary>
    internal void Advise(TrialSeat seat)
    {
        var (best, alone, fastest) = (1, 0.0, 0.0);
        var seen = new List<string>();
        var start = options.Time.GetTimestamp();
        try
        {
            for (var members = 1; members <= Most && options.Time.GetElapsedTime(start) < Longest; members *= 2)
            {
                var rate = members == 1 ? alone = Alone() : Together(members);
                seen.Add(string.Create(CultureInfo.InvariantCulture, $"{members}: {rate:0}"));
                if (members > 1 && rate < fastest * WorthDoubling)
                {
                    break;
                }

                (best, fastest) = (members, rate);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            seat.Advise(1, $"{e.Message}; trials train one after the other");
            return;
        }

        var wins = best > 1 && fastest >= alone * LeastGain;
        var shown = $"rows a second by trials at a time: {string.Join(", ", seen)}";
        seat.Advise(wins ? best : 1, wins ? $"{best} trials train as one batch ({shown})" : $"Trials train one after the other: a batch of them is not faster ({shown})");
    }

    private double Alone()
    {
        using var run = new TrainingRun(model, data, options, Context());
        return Rate(1, steps => run.Try(steps));
    }

    private double Together(int members)
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

        return Rate(members, steps => run.Try(steps));
    }

    // the best of a few turns: what disturbs a turn makes it slower, never faster
    private double Rate(int members, Action<int> steps)
    {
        steps(2);
        var best = TimeSpan.MaxValue;
        for (var turn = 0; turn < Turns; turn++)
        {
            var start = options.Time.GetTimestamp();
            steps(Steps);
            var taken = options.Time.GetElapsedTime(start);
            best = taken < best ? taken : best;
        }

        return (double)members * Steps * options.BatchSize / best.TotalSeconds;
    }

    private TrialContext Context() => new() { Epochs = context.Epochs, Seed = context.Seed, Device = context.Device, Cancellation = context.Cancellation };
}
