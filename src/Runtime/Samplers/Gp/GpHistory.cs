using HyperScaffold.Trials;

namespace HyperScaffold.Samplers.Gp;

/// <summary>What the model learns from: coordinates with losses, with success or failure, and what is running.</summary>
internal sealed class GpHistory
{
    private const double Same = 1e-6;

    // squares of larger losses would not be finite
    private const double Largest = 1e100;
    private readonly GpSpace _space;
    private readonly List<double[]> _finished = [];
    private readonly List<(int Step, double Loss)[]> _curves = [];
    private readonly List<double> _losses = [];
    private readonly List<bool> _succeeded = [];

    private GpHistory(GpSpace space) => _space = space;

    /// <summary>Gets the coordinates of the trials with a loss.</summary>
    public List<double[]> Valued { get; } = [];

    /// <summary>Gets their losses: values turned so that smaller is better, all finite.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Gets the coordinates of all finished trials that say something.</summary>
    public IReadOnlyList<double[]> Finished => _finished;

    /// <summary>Gets whether each of <see cref="Finished"/> ended with a finite value.</summary>
    public IReadOnlyList<bool> Succeeded => _succeeded;

    /// <summary>Gets the coordinates of the running trials.</summary>
    public List<double[]> Running { get; } = [];

    public bool HasFailures => _succeeded.Contains(false);

    public static GpHistory Of(GpSpace space, SampleRequest request, GpOptions options)
    {
        var history = new GpHistory(space);
        var trials = Limit([.. request.History.Finished.Where(t => request.IsPeer(t.Number)).OrderBy(t => t.Number)], request.History.Direction, options.TrialLimit);
        var pruned = new List<(double[] X, double Loss, int Step)>();
        foreach (var trial in trials)
        {
            if (history.Encode(trial) is { } x)
            {
                history.Take(x, trial, request.History.Direction, pruned);
            }
        }

        history.AddPruned(pruned);
        foreach (var trial in request.History.Open.Where(t => t.State == TrialState.Running && t.Number != request.Number && request.IsPeer(t.Number)))
        {
            if (history.Encode(trial) is { } x && !history.Running.Exists(r => r.AsSpan().SequenceEqual(x)))
            {
                history.Running.Add(x);
            }
        }

        return history;
    }

    /// <summary>Tells whether a point was tried or is being tried, to the last digits that matter: trying it again teaches nothing.</summary>
    public bool IsKnown(double[] x) => _finished.Concat(Running).Any(k => k.Zip(x, (a, b) => Math.Abs(a - b)).Max() < Same);

    // the best half and the newest half of what the limit allows
    private static IEnumerable<FrozenTrial> Limit(List<FrozenTrial> trials, StudyDirection direction, int limit)
    {
        if (trials.Count <= limit)
        {
            return trials;
        }

        var newest = trials[^(limit / 2)..];
        var best = trials[..^(limit / 2)].OrderBy(t => ObservationRow.Of(t, direction)).Take(limit - newest.Count);
        return best.Concat(newest).OrderBy(t => t.Number);
    }

    // null where a parameter is missing or lies far outside the present range
    private double[]? Encode(FrozenTrial trial)
    {
        if (_space.Set.PointOf(trial) is not { } point)
        {
            return null;
        }

        var x = _space.Encode(point);
        return x.Where((v, j) => !_space.Categorical[j] && v is not (>= -0.5 and <= 1.5)).Any() ? null : x;
    }

    private void Take(double[] x, FrozenTrial trial, StudyDirection direction, List<(double[] X, double Loss, int Step)> pruned)
    {
        double Loss(double value) => Math.Clamp(direction == StudyDirection.Minimize ? value : -value, -Largest, Largest);
        if (trial.State == TrialState.Pruned)
        {
            if (trial.LastReport is { } report && double.IsFinite(report.Value))
            {
                pruned.Add((x, Loss(report.Value), report.Step));
                Finish(x, true);
            }

            return;
        }

        // an infinite value is a training that diverged
        var succeeded = trial.State == TrialState.Complete && trial.Value is { } value && double.IsFinite(value);
        if (succeeded)
        {
            Valued.Add(x);
            _losses.Add(Loss(trial.Value!.Value));
            _curves.Add([.. trial.IntermediateValues.Select(v => (v.Step, Loss(v.Value)))]);
        }

        Finish(x, succeeded);
    }

    private void Finish(double[] x, bool succeeded)
    {
        _finished.Add(x);
        _succeeded.Add(succeeded);
    }

    // a pruned trial counts with what trials that stood as it did at its last step came to, but never as better than the
    // median of the complete ones: taken as an end, an early report would make the best place look bad
    private void AddPruned(List<(double[] X, double Loss, int Step)> pruned)
    {
        if (_losses.Count == 0)
        {
            return;
        }

        var sorted = _losses.Order().ToArray();
        var stood = new Dictionary<int, double[]>();
        foreach (var (x, loss, step) in pruned)
        {
            if (!stood.TryGetValue(step, out var then))
            {
                stood[step] = then = [.. _curves.Select(c => c.LastOrDefault(v => v.Step <= step)).Where(v => v.Step > 0).Select(v => v.Loss)];
            }

            var likely = then.Length == 0 ? loss : sorted[Math.Min(sorted.Length - 1, then.Count(l => l < loss) * sorted.Length / then.Length)];
            Valued.Add(x);
            _losses.Add(Math.Max(likely, sorted[sorted.Length / 2]));
        }
    }
}
