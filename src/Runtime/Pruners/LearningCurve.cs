using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>The best value so far of a finished trial, step by step.</summary>
/// <param name="trial">A trial with at least one report.</param>
/// <param name="direction">Which values are better.</param>
internal sealed class LearningCurve(FrozenTrial trial, StudyDirection direction)
{
    private readonly int[] _steps = [.. trial.IntermediateValues.Select(r => r.Step)];
    private readonly double[] _best = BestSoFar(trial, direction);

    /// <summary>Gets the trial.</summary>
    public FrozenTrial Trial { get; } = trial;

    /// <summary>Gets the objective value of a complete trial.</summary>
    public double Final => Trial.Value ?? double.NaN;

    /// <summary>Gets the last step.</summary>
    public int LastStep => _steps[^1];

    /// <summary>Gets a value indicating whether it ended before this process learned of a pruned one.</summary>
    public bool WasFree { get; init; }

    /// <summary>Gets a value indicating whether it was due to be pruned and ran on.</summary>
    public bool IsControl { get; } = trial.UserAttributes.ContainsKey(TrialAttributes.PruneControl);

    /// <summary>Gets how far chance moves its reports near the end.</summary>
    public double Jitter { get; } = LateJitter.Of([.. trial.IntermediateValues.Select(r => r.Value)]);

    /// <summary>The best value up to a step; a trial that ended before counts as it was at its end. NaN before its first number.</summary>
    /// <param name="step">The step.</param>
    public double At(int step)
    {
        var place = Array.BinarySearch(_steps, step);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? double.NaN : _best[place];
    }

    private static double[] BestSoFar(FrozenTrial trial, StudyDirection direction)
    {
        var best = new double[trial.IntermediateValues.Length];
        var known = double.NaN;
        for (var i = 0; i < best.Length; i++)
        {
            var value = trial.IntermediateValues[i].Value;
            best[i] = known = double.IsNaN(known) || Reports.IsBetter(value, known, direction) ? value : known;
        }

        return best;
    }
}
