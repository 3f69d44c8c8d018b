using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class AdoptionTestTests
{
    [Theory]
    [InlineData(0.9, 0.0, "0.9000 against 0.8000 for the baseline over one seed: a lead of 0.1000; nothing is known of the noise, so any lead counts")]
    [InlineData(0.9, 0.01, "0.9000 against 0.8000 for the baseline over one seed: a lead of 0.1000, and 0.0251 is beyond chance")]
    [InlineData(0.7, 0.0, "the best candidate has 0.7000 and the baseline 0.8000 over one seed: it trails by 0.1000; nothing is known of the noise, so any lead would have counted")]
    [InlineData(0.81, 0.01, "the best candidate has 0.8100 and the baseline 0.8000 over one seed: a lead of 0.0100 is within chance; a lead of 0.0251 could have been seen")]
    public void Without_fresh_seeds_it_is_said_what_a_lead_is_measured_by(double best, double noise, string because) =>
        Assert.Equal(because, AdoptionTest.JudgeUnconfirmed(Trial(0, 0.8), Trial(1, best), noise, StudyDirection.Maximize).Because);

    [Fact]
    public void A_candidate_that_is_not_compared_and_trains_unsteadily_does_not_hide_a_steady_ones_lead()
    {
        ConfirmGroup[] candidates = [new(3, [0.960, 0.963, 0.961]), new(4, [0.955, 0.957, 0.954]), new(5, [0.82, 0.60, 0.95])];
        var verdict = Judge(candidates);
        Assert.Equal(3, verdict.Trial);
        Assert.Equal(Judge(candidates[..2]).Noise, verdict.Noise);
    }

    [Fact]
    public void The_spread_of_the_candidate_that_is_compared_always_counts()
    {
        var verdict = Judge([new(3, [0.99, 0.90, 0.998]), new(4, [0.955, 0.957, 0.954])]);
        Assert.Null(verdict.Trial);
        Assert.InRange(verdict.Noise.Deviation, 0.02, 0.06);
    }

    private static AdoptionVerdict Judge(ConfirmGroup[] candidates) =>
        AdoptionTest.Judge(new ConfirmGroup(null, [0.930, 0.934, 0.932]), candidates, 3, 0.0033, StudyDirection.Maximize);

    private static FrozenTrial Trial(int number, double value) => new() { Id = number + 1, Number = number, State = TrialState.Complete, Value = value };
}
