using System.Collections.Immutable;
using System.Globalization;
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
    public void Real_trainings_that_learn_their_rows_by_heart_overfit()
    {
        var few = FitJudge.Judge(RecordedCurves.FewRows.ToTrial(), StudyDirection.Maximize, 0.0195);
        Assert.Equal(FitState.Overfitting, few.State);
        Assert.Contains("the training loss fell by another", few.Because, StringComparison.Ordinal);
        var rising = FitJudge.Judge(RecordedCurves.RisingRows.ToTrial(), StudyDirection.Maximize, 0.0035);
        Assert.Equal(FitState.Overfitting, rising.State);
        Assert.Contains("the validation loss rose by", rising.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_trainings_whose_validation_follows_do_not()
    {
        Assert.NotEqual(FitState.Overfitting, FitJudge.Judge(RecordedCurves.DefaultRate.ToTrial(), StudyDirection.Maximize, 0).State);
        Assert.NotEqual(FitState.Overfitting, FitJudge.Judge(RecordedCurves.StillFalling.ToTrial(), StudyDirection.Maximize, 0).State);
    }

    [Theory]
    [InlineData("0.8 0.7 0.6 0.5 0.6 0.7 0.8 0.9")]
    [InlineData("0.6 0.7 0.8 0.9")]
    public void A_short_training_whose_loss_rises_without_a_break_rises(string loss) => Assert.True(LossCourse.Rise(Curve([.. loss.Split(' ').Select(Number)]))!.Value.IsClear);

    [Theory]
    [InlineData("0.6 0.7 0.9 0.8")]
    [InlineData("0.8 0.7 0.6 0.5 0.6 0.8 0.7 0.75")]
    public void A_short_training_whose_loss_wavers_does_not(string loss) => Assert.False(LossCourse.Rise(Curve([.. loss.Split(' ').Select(Number)]))!.Value.IsClear);

    [Theory]
    [InlineData("level", 0, 0.01)]
    [InlineData("level", 0, 0.2)]
    [InlineData("level", 0.3, 0.05)]
    [InlineData("level", 0.5, 0.05)]
    [InlineData("falling", 0.3, 0.02)]
    [InlineData("falling to a floor", 0.3, 0.02)]
    [InlineData("with less and less noise", 0.3, 0.1)]
    public void A_loss_that_does_not_rise_is_taken_for_overfitting_in_one_of_twenty_trainings_at_most(string course, double likeness, double jitter)
    {
        foreach (var epochs in new[] { 10, 15, 30, 100 })
        {
            var calls = Enumerable.Range(0, 500).Count(seed => LossCourse.Rise(Curve(Simulated(course, epochs, likeness, jitter, seed))) is { IsClear: true });
            Assert.True(calls <= 25, $"{calls} of 500 losses of {epochs} epochs that are {course} were said to rise");
        }
    }

    [Theory]
    [InlineData(10, 0.15)]
    [InlineData(30, 0.65)]
    [InlineData(100, 0.95)]
    public void A_loss_that_rises_by_six_jitters_is_seen_the_longer_the_surer(int epochs, double share)
    {
        var calls = Enumerable.Range(0, 500).Count(seed => LossCourse.Rise(Curve(Simulated("rising", epochs, 0.3, 0.05, seed))) is { IsClear: true });
        Assert.True(calls >= share * 500, $"{calls} of 500 rises over {epochs} epochs were seen");
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

    private static double[] Simulated(string course, int epochs, double likeness, double jitter, int seed)
    {
        var random = RandomSource.For(seed, epochs, course);
        var noise = random.NextNormal();
        return [.. Enumerable.Range(0, epochs).Select(e =>
        {
            var time = (double)e / epochs;
            noise = (likeness * noise) + (Math.Sqrt(1 - (likeness * likeness)) * random.NextNormal());
            return course switch
            {
                "falling" => Math.Exp(-3 * time) + (jitter * noise),
                "falling to a floor" => 0.5 + Math.Exp(-15 * time) + (jitter * noise),
                "with less and less noise" => 0.5 + Math.Exp(-15 * time) + (jitter * noise * (1 - (0.9 * time))),
                "rising" => Math.Max(0.3 - time, 0.43 * (time - 0.3)) + (jitter * noise),
                _ => 1 + (jitter * noise),
            };
        })];
    }

    private static ImmutableArray<IntermediateValue> Curve(double[] values) => [.. values.Select((v, i) => new IntermediateValue(i + 1, v))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

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
