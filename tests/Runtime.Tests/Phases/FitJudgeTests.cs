using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class FitJudgeTests
{
    private const int Epochs = 30;

    [Fact]
    public void A_gap_and_a_rising_validation_loss_are_overfitting()
    {
        var verdict = FitJudge.Judge(Trial(e => Math.Min(1, 0.7 + (0.03 * e)), e => Math.Min(0.9, 0.7 + (0.02 * e)), e => e < 10 ? 1 - (0.05 * e) : 0.5 + (0.02 * (e - 10))), StudyDirection.Maximize, 0.005);
        Assert.Equal(FitState.Overfitting, verdict.State);
        Assert.Contains("rose by", verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_alone_is_not_overfitting()
    {
        var verdict = FitJudge.Judge(Trial(e => Math.Min(1, 0.7 + (0.03 * e)), e => Math.Min(0.9, 0.7 + (0.02 * e)), e => Math.Max(0.4, 1 - (0.05 * e))), StudyDirection.Maximize, 0.005);
        Assert.Equal(FitState.Balanced, verdict.State);
    }

    [Fact]
    public void A_rise_without_a_gap_beyond_twice_the_noise_is_not_overfitting()
    {
        var verdict = FitJudge.Judge(Trial(_ => 0.91, _ => 0.9, e => 0.5 + (0.02 * e)), StudyDirection.Maximize, 0.006);
        Assert.Equal(FitState.Balanced, verdict.State);
    }

    [Fact]
    public void Training_that_still_improves_at_its_end_is_underfitting()
    {
        var verdict = FitJudge.Judge(Trial(e => 0.02 * e, e => 0.02 * e, e => 2 - (0.05 * e)), StudyDirection.Maximize, 0.005);
        Assert.Equal(FitState.Underfitting, verdict.State);
    }

    [Fact]
    public void Without_train_value_the_fit_is_unknown_and_that_is_said()
    {
        var verdict = FitJudge.Judge(new FrozenTrial { Id = 1, Number = 7, State = TrialState.Complete, Value = 0.9 }, StudyDirection.Maximize, 0.005);
        Assert.Equal(FitState.Unknown, verdict.State);
        Assert.Contains("train_value", verdict.Because, StringComparison.Ordinal);
    }

    private static FrozenTrial Trial(Func<int, double> train, Func<int, double> validation, Func<int, double> loss)
    {
        var epochs = Enumerable.Range(1, Epochs).ToList();
        object?[] Curve(Func<int, double> of) => [.. epochs.Select(e => (object?)new object?[] { (long)e, of(e) })];
        var metrics = new Dictionary<string, object?> { ["train_value"] = Curve(train), ["validation_loss"] = Curve(loss) };
        return new FrozenTrial
        {
            Id = 1,
            Number = 0,
            State = TrialState.Complete,
            Value = epochs.Max(validation),
            IntermediateValues = [.. epochs.Select(e => new IntermediateValue(e, validation(e)))],
            UserAttributes = ImmutableDictionary<string, string>.Empty.Add(TrialAttributes.Metrics, PythonJson.Write(metrics)),
        };
    }
}
