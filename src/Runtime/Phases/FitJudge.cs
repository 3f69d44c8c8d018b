using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Judges from a training's own curves whether it overfits (at the best epoch training leads validation by more than
/// twice the noise, and the validation loss rises from its minimum beyond chance or stays behind while the training loss
/// falls on) or underfits (training itself still improves at its end, and validation follows or is not behind).
/// </summary>
internal static class FitJudge
{
    /// <summary>The noises by which training must lead validation before a model can overfit, and may lead one that does not follow where it underfits.</summary>
    public const double GapNoises = 2;

    /// <summary>The noises, or jitters, by which training must still improve where a model underfits.</summary>
    public const double GainNoises = 2;

    private const int FewestEpochs = LossCourse.FewestEpochs;

    /// <summary>Judges a trial.</summary>
    /// <param name="trial">A complete trial of the configuration that is judged.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="noise">The noise of the metric.</param>
    public static FitVerdict Judge(FrozenTrial trial, StudyDirection direction, double noise)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Judge(FitCurves.Of(trial), trial.Number, direction, noise);
    }

    /// <summary>Judges the curves of a trial.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="number">The trial's number, for the sentence.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="noise">The noise of the metric.</param>
    public static FitVerdict Judge(FitCurves curves, int number, StudyDirection direction, double noise)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Train.IsEmpty)
        {
            return new FitVerdict(FitState.Unknown, $"trial {number} logged no train_value, so its fit cannot be told");
        }

        if (curves.Train.Length < FewestEpochs || curves.Validation.IsEmpty)
        {
            return new FitVerdict(FitState.Unknown, $"trial {number} trained {curves.Train.Length} {(curves.Train.Length == 1 ? "epoch" : "epochs")}; {FewestEpochs} are needed to tell its fit");
        }

        return Overfits(curves, direction, noise) ?? Underfits(curves, direction, noise) ?? Balanced(curves, direction, noise);
    }

    private static FitVerdict? Overfits(FitCurves curves, StudyDirection direction, double noise)
    {
        var gap = curves.Gap(direction) ?? 0;
        if (gap <= GapNoises * noise)
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
        var (gap, part) = (curves.Gap(direction) ?? 0, Part(curves.Train));
        // a model that leads, and whose lead alone still grows, has learned its data
        var follows = gap <= GapNoises * noise || Improves(curves.Validation, direction, noise);
        return !follows || !Improves(curves.Train, direction, noise)
            ? null
            : new FitVerdict(FitState.Underfitting, Invariant(
                $"training itself still improves at its end, by {PhaseText.Metric(Gain(curves.Train, direction))} over the last {part} epochs (noise {PhaseText.Metric(noise)}), and at the best epoch it {(gap < 0 ? "trails" : "leads")} validation by {PhaseText.Metric(Math.Abs(gap))}"));
    }

    private static bool Improves(ImmutableArray<IntermediateValue> curve, StudyDirection direction, double noise) =>
        Gain(curve, direction) > GainNoises * Math.Max(noise, LateJitter.Of([.. curve.Select(v => v.Value)]));

    private static int Part(ImmutableArray<IntermediateValue> curve) => Math.Max(2, curve.Length / 5);

    /// <summary>The mean of the last fifth against the fifth before it.</summary>
    private static double Gain(ImmutableArray<IntermediateValue> curve, StudyDirection direction)
    {
        var part = Part(curve);
        var before = curve.SkipLast(part).TakeLast(part).ToList();
        return before.Count == 0 ? 0 : PhaseTrials.Lead(curve.TakeLast(part).Average(v => v.Value), before.Average(v => v.Value), direction);
    }

    private static FitVerdict Balanced(FitCurves curves, StudyDirection direction, double noise)
    {
        var loss = LossCourse.Rise(curves.ValidationLoss) switch
        {
            null => "no validation_loss was logged",
            { IsClear: true } r => Invariant($"the validation loss rose by {PhaseText.Metric(r.Amount)}"),
            { } r => Invariant($"the validation loss ends {PhaseText.Metric(r.Amount)} above its minimum, no more than chance explains"),
        };
        var end = Improves(curves.Train, direction, noise) ? "training still improves while validation does not follow" : "training ended level";
        return new FitVerdict(FitState.Balanced, Invariant(
            $"at the best epoch training leads validation by {PhaseText.Metric(curves.Gap(direction) ?? 0)} (noise {PhaseText.Metric(noise)}), {loss}, and {end}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
