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

    private static FrozenTrial Trial(int number, double value) => new() { Id = number + 1, Number = number, State = TrialState.Complete, Value = value };
}
