using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Judges from a training's own curves whether it overfits (at the best epoch training leads validation by more than
/// twice the noise, and the validation loss rises from its minimum beyond chance or stays behind while the training loss
/// falls on) or underfits (training itself still improves at its end).
/// </summary>
internal static class FitJudge
{
    private const int FewestEpochs = LossCourse.FewestEpochs;

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
        if (gap <= 2 * noise)
        {
            return null;
        }

        var sign = LossCourse.Rise(curves.ValidationLoss) is { IsClear: true } rise
            ? Invariant($"the validation loss rose by {PhaseText.Metric(rise.Amount)} after epoch {rise.Epoch}, beyond its jitter of {PhaseText.Metric(rise.Jitter)}")
            : LossCourse.Alone(curves.TrainLoss, curves.ValidationLoss) is { } alone
                ? Invariant($"in the last quarter of the epochs the training loss fell by another {100 * alone.Train:0} % and the validation loss {Followed(alone.Validation)}")
                : null;
        return sign is null
            ? null
            : new FitVerdict(FitState.Overfitting, Invariant($"at the best epoch training leads validation by {PhaseText.Metric(gap)} (noise {PhaseText.Metric(noise)}), and {sign}"));
    }

    private static string Followed(double fall) => fall < 0.005 ? "did not follow" : Invariant($"by {100 * fall:0} %");

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
        var loss = LossCourse.Rise(curves.ValidationLoss) switch
        {
            null => "no validation_loss was logged",
            { IsClear: true } r => Invariant($"the validation loss rose by {PhaseText.Metric(r.Amount)}"),
            { } r => Invariant($"the validation loss ends {PhaseText.Metric(r.Amount)} above its minimum, no more than chance explains"),
        };
        return new FitVerdict(FitState.Balanced, Invariant(
            $"at the best epoch training leads validation by {PhaseText.Metric(curves.Gap(direction) ?? 0)} (noise {PhaseText.Metric(noise)}), {loss}, and training ended level"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
