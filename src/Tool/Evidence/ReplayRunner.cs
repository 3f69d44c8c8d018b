using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Studies;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Evaluates a trial of an arm: the training runs to its end, and the arm sees it epoch by epoch.</summary>
/// <param name="bench">Where the arm tunes.</param>
/// <param name="space">What it tunes.</param>
/// <param name="around">The values around.</param>
internal sealed class ReplayRunner(Bench bench, PhaseSpace space, ImmutableSortedDictionary<string, object?> around) : ITrialRunner
{
    private int _used;

    /// <summary>Gets who is told of the values of each trial.</summary>
    public Action<ImmutableSortedDictionary<string, object?>> OnTrial { get; init; } = _ => { };

    /// <summary>Gets how many epochs the arm has seen, and would have trained.</summary>
    public int Used => _used;

    /// <inheritdoc/>
    public double Evaluate(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var values = BenchSpace.Suggest(space, around, trial);
        OnTrial(values);
        var curve = bench.Train(values, trial.Context.Seed);
        foreach (var report in bench.Yardstick.Of(curve, trial.Context.Epochs))
        {
            Interlocked.Increment(ref _used);
            Log(curve, trial.Context, report.Step);
            trial.Report(report.Value, report.Step);
            if (trial.ShouldPrune())
            {
                throw new TrialPrunedException();
            }
        }

        return curve.IsDiverged ? double.NaN : trial.BestReported;
    }

    // the metric on the training part means what the report means
    private void Log(Curve curve, TrialContext context, int step)
    {
        foreach (var (name, points) in curve.Metrics)
        {
            var known = name == "train_value" && bench.Yardstick.IsLoss ? curve.Metrics.GetValueOrDefault("train_loss", []) : points;
            foreach (var point in known.Where(p => p.Step == step))
            {
                context.Log(step, name, point.Value);
            }
        }
    }
}
