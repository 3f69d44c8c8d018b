using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>What complete trials reported at each step, sorted; kept up to date trial by trial.</summary>
internal sealed class ReferenceCurves : ITrialObserver
{
    private readonly Dictionary<int, List<double>> _byStep = [];
    private readonly Dictionary<int, int> _unknown = [];

    /// <summary>Gets the number of complete trials.</summary>
    public int Complete { get; private set; }

    /// <summary>Gets the last step of the longest complete trial; null while no complete trial has reported.</summary>
    public int? LastStep { get; private set; }

    public static ReferenceCurves Of(TrialHistory history) => history.Derive(() => new ReferenceCurves());

    public void OnFinished(FrozenTrial trial)
    {
        if (trial.State != TrialState.Complete)
        {
            return;
        }

        Complete++;
        LastStep = trial.LastReport is { } last ? Math.Max(LastStep ?? 0, last.Step) : LastStep;
        foreach (var report in trial.IntermediateValues)
        {
            if (double.IsNaN(report.Value))
            {
                _unknown[report.Step] = _unknown.GetValueOrDefault(report.Step) + 1;
                continue;
            }

            if (!_byStep.TryGetValue(report.Step, out var values))
            {
                _byStep[report.Step] = values = [];
            }

            var place = values.BinarySearch(report.Value);
            values.Insert(place < 0 ? ~place : place, report.Value);
        }
    }

    /// <summary>The values at exactly this step, ascending, NaN left out.</summary>
    public IReadOnlyList<double> At(int step) => _byStep.TryGetValue(step, out var values) ? values : [];

    /// <summary>How many complete trials reported at exactly this step, NaN too.</summary>
    /// <param name="step">The step.</param>
    public int CountAt(int step) => At(step).Count + _unknown.GetValueOrDefault(step);

    /// <summary>A percentile with linear interpolation between neighbours, as NumPy computes it.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="percentile">From 0 to 100.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double percentile)
    {
        var place = percentile / 100 * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var (low, high) = (sorted[below], sorted[Math.Min(below + 1, sorted.Count - 1)]);
        var share = place - below;
        return share == 0 || low == high ? low : share < 0.5 ? low + ((high - low) * share) : high - ((high - low) * (1 - share));
    }
}
