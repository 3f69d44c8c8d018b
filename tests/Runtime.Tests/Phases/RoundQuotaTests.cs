using HyperScaffold.Phases;

namespace HyperScaffold.Tests.Phases;

public sealed class RoundQuotaTests
{
    [Theory]
    [InlineData(20, 10, 2, 2, 1)]
    [InlineData(30, 15, 4, 3, 3)]
    [InlineData(10, 5, 0, 0, 0)]
    [InlineData(1, 1, 0, 0, 0)]
    public void Half_explores_and_widenings_leave_refine_five(int trials, int explore, int first, int second, int third)
    {
        var quota = RoundQuota.Of(trials, new SearchSettings());
        Assert.Equal([explore, first, second, third, 0], [quota.Explore, quota.Widen(1), quota.Widen(2), quota.Widen(3), quota.Widen(4)]);
        Assert.Equal(explore + first + second + third, quota.After(3));
        Assert.True(trials < 10 || quota.Total - quota.After(3) >= 5);
    }

    [Fact]
    public void A_grid_only_explores()
    {
        var quota = RoundQuota.Of(26, new SearchSettings { Sampler = "grid" });
        Assert.Equal((26, 0), (quota.Explore, quota.Reserve));
    }
}
