using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Gets who is told of each epoch.</summary>
    public Action OnEpoch { get; init; } = () => { };

    /// <summary>Gets how many epochs the arm has seen, and would have trained.</summary>
    public int Used => _used;

    /// <inheritdoc/>
    public double Evaluate(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var values = BenchSpace.Suggest(space, around, trial);
        OnTrial(values);
        var curve = bench.Train(values, trial.Context.Seed);
        var length = trial.Parameters.TryGetValue(BenchSpace.LengthName, out var chosen) ? Convert.ToInt32(chosen, CultureInfo.InvariantCulture) : trial.Context.Epochs;
        var seen = bench.Yardstick.Of(curve, length);
        foreach (var report in seen)
        {
            Interlocked.Increment(ref _used);
            OnEpoch();
            Log(curve, trial.Context, report.Step);
            trial.Report(report.Value, report.Step);
            if (trial.ShouldPrune())
            {
                throw new TrialPrunedException();
            }
        }

        return curve.IsDiverged && seen.Length < length ? double.NaN : trial.BestReported;
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
