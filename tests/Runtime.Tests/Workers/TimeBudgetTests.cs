using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class TimeBudgetTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(60, true)]
    [InlineData(50, true)]
    [InlineData(49, false)]
    [InlineData(0, false)]
    public void A_trial_fits_where_the_longest_complete_one_would(int left, bool expected) =>
        Assert.Equal(expected, new TimeBudget(TimeSpan.FromSeconds(left), new StoppedClock()).Fits([Trial(40), Trial(50), Trial(900, TrialState.Pruned), Trial(30)]));

    [Fact]
    public void Before_any_trial_is_complete_one_is_tried() =>
        Assert.True(new TimeBudget(TimeSpan.FromSeconds(1), new StoppedClock()).Fits([Trial(null, TrialState.Running)]));

    [Fact]
    public void Time_that_passes_counts()
    {
        var clock = new StoppedClock();
        var budget = new TimeBudget(TimeSpan.FromSeconds(60), clock);
        clock.Seconds = 15;
        Assert.Equal(TimeSpan.FromSeconds(45), budget.Left);
        Assert.False(budget.Fits([Trial(50)]));
    }

    [Fact]
    public void Without_an_end_everything_fits()
    {
        var budget = new TimeBudget(null, new StoppedClock());
        Assert.False(budget.HasEnd);
        Assert.True(budget.Fits([Trial(1_000_000)]));
    }

    private static FrozenTrial Trial(int? seconds, TrialState state = TrialState.Complete) => new()
    {
        Id = 1,
        Number = 1,
        State = state,
        Start = Start,
        End = seconds is { } s ? Start.AddSeconds(s) : null,
    };

    private sealed class StoppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
