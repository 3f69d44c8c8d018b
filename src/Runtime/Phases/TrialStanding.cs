using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// How search trials stand to each other where some were pruned: two trials are compared at the last step that both
/// reached, by their best values so far, so that a trial is not taken for bad because it was ended early.
/// </summary>
internal static class TrialStanding
{
    /// <summary>The mean rank of each trial among all of them.</summary>
    /// <param name="trials">Finished trials.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>One number a trial in their order: how many of the others are better, a tie counts half.</returns>
    public static ImmutableArray<double> Of(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        var courses = trials.Select(t => Course.Of(t, direction)).ToArray();
        var behind = new double[courses.Length];
        for (var i = 0; i < courses.Length; i++)
        {
            for (var j = i + 1; j < courses.Length; j++)
            {
                var order = Compare(courses[i], courses[j]);
                behind[i] += (1 + order) / 2.0;
                behind[j] += (1 - order) / 2.0;
            }
        }

        return [.. behind];
    }

    /// <summary>How much better one trial was than another at the last step that both reached.</summary>
    /// <param name="trial">A finished trial.</param>
    /// <param name="other">Another one.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The lead in the metric's own unit; NaN where they cannot be compared.</returns>
    public static double Lead(FrozenTrial trial, FrozenTrial other, StudyDirection direction)
    {
        var (own, others) = (Course.Of(trial, direction), Course.Of(other, direction));
        var lead = own.IsFailed || others.IsFailed ? double.NaN : Meet(own, others) is var (a, b) ? b - a : double.NaN;
        return double.IsFinite(lead) ? lead : double.NaN;
    }

    // 1 where the first one is worse
    private static int Compare(Course one, Course other)
    {
        if (one.IsFailed || other.IsFailed)
        {
            return one.IsFailed && other.IsFailed ? -one.Step.CompareTo(other.Step) : one.IsFailed ? 1 : -1;
        }

        var (a, b) = Meet(one, other);
        return Math.Sign(a.CompareTo(b));
    }

    private static (double One, double Other) Meet(Course one, Course other)
    {
        if (one.IsComplete && other.IsComplete)
        {
            return (one.Final, other.Final);
        }

        var step = one.IsComplete ? other.Step : other.IsComplete ? one.Step : Math.Min(one.Step, other.Step);
        return (one.At(step), other.At(step));
    }

    // losses: smaller is better, and what is not known is worst
    private sealed record Course(bool IsComplete, bool IsFailed, double Final, int[] Steps, double[] Best)
    {
        public int Step => Steps is [.., var last] ? last : 0;

        public static Course Of(FrozenTrial trial, StudyDirection direction)
        {
            var steps = trial.IntermediateValues.Select(v => v.Step).ToArray();
            var best = trial.IntermediateValues.Select(v => PhaseTrials.Loss(v.Value, direction)).ToArray();
            for (var i = 1; i < best.Length; i++)
            {
                best[i] = Math.Min(best[i], best[i - 1]);
            }

            var isComplete = trial.State == TrialState.Complete;
            var final = isComplete ? PhaseTrials.Loss(trial.Value, direction) : best is [.., var last] ? last : double.PositiveInfinity;
            return new Course(isComplete, trial.State is not (TrialState.Complete or TrialState.Pruned), final, steps, best);
        }

        // a training that reports nothing on its way shows only how it ended
        public double At(int step)
        {
            var at = Array.BinarySearch(Steps, step);
            var index = at >= 0 ? at : ~at - 1;
            return Steps.Length == 0 ? Final : index < 0 ? double.PositiveInfinity : Best[index];
        }
    }
}
