using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Judges from a training's own curves whether it overfits (at the best epoch training leads validation by more than
/// twice the noise, and the validation loss rose from its minimum by more than its jitter) or underfits (training
/// itself still improves at its end).
/// </summary>
internal static class FitJudge
{
    private const int FewestEpochs = 4;

    // a rise below a thousandth of the loss is rounding, whatever a flat curve's jitter says
    private const double SmallestRise = 1e-3;

    /// <summary>Judges a trial.</summary>
    /// <param name="trial">A complete trial of the configuration that is judged.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="noise">The noise of the metric.</param>
    public static FitVerdict Judge(FrozenTrial trial, StudyDirection direction, double noise)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var curves = FitCurves.Of(trial);
        if (curves.Train.IsEmpty)
        {
            return new FitVerdict(FitState.Unknown, $"trial {trial.Number} logged no train_value, so its fit cannot be told");
        }

        if (curves.Train.Length < FewestEpochs || curves.Validation.IsEmpty)
        {
            return new FitVerdict(FitState.Unknown, $"trial {trial.Number} trained {curves.Train.Length} epochs; {FewestEpochs} are needed to tell its fit");
        }

        return Overfits(curves, direction, noise) ?? Underfits(curves, direction, noise) ?? Balanced(curves, direction, noise);
    }

    private static FitVerdict? Overfits(FitCurves curves, StudyDirection direction, double noise)
    {
        var gap = curves.Gap(direction) ?? 0;
        if (gap <= 2 * noise || Rise(curves.ValidationLoss) is not { } rise || rise.Amount <= rise.Jitter)
        {
            return null;
        }

        return new FitVerdict(FitState.Overfitting, Invariant(
            $"at the best epoch training leads validation by {PhaseText.Metric(gap)} (noise {PhaseText.Metric(noise)}), and the validation loss rose by {PhaseText.Metric(rise.Amount)} after epoch {rise.Epoch}"));
    }

    private static FitVerdict? Underfits(FitCurves curves, StudyDirection direction, double noise)
    {
        // the mean of the last fifth against the fifth before it
        var part = Math.Max(2, curves.Train.Length / 5);
        var late = curves.Train.TakeLast(part).Average(v => v.Value);
        var before = curves.Train.SkipLast(part).TakeLast(part).Average(v => v.Value);
        var gain = PhaseTrials.Lead(late, before, direction);
        var jitter = Noise.Jitter([.. curves.Train.Select(v => v.Value)]);
        return gain <= 2 * Math.Max(noise, jitter)
            ? null
            : new FitVerdict(FitState.Underfitting, Invariant($"training itself still improves at its end: by {PhaseText.Metric(gain)} over the last {part} epochs (noise {PhaseText.Metric(noise)})"));
    }

    private static FitVerdict Balanced(FitCurves curves, StudyDirection direction, double noise)
    {
        var rise = Rise(curves.ValidationLoss);
        var loss = rise is { } r ? $"the validation loss rose by {PhaseText.Metric(r.Amount)} (its jitter is {PhaseText.Metric(r.Jitter)})" : "no validation_loss was logged";
        return new FitVerdict(FitState.Balanced, Invariant(
            $"at the best epoch training leads validation by {PhaseText.Metric(curves.Gap(direction) ?? 0)} (noise {PhaseText.Metric(noise)}), {loss}, and training ended level"));
    }

    private static (double Amount, double Jitter, int Epoch)? Rise(ImmutableArray<IntermediateValue> loss)
    {
        var finite = loss.Where(v => double.IsFinite(v.Value)).ToList();
        if (finite.Count < FewestEpochs)
        {
            return null;
        }

        var lowest = finite.MinBy(v => v.Value);
        var last = finite.TakeLast(Math.Max(2, finite.Count / 10)).Average(v => v.Value);
        var jitter = Math.Max(Noise.Jitter(finite.ConvertAll(v => v.Value)), SmallestRise * Math.Abs(lowest.Value));
        return (last - lowest.Value, jitter, lowest.Step);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
