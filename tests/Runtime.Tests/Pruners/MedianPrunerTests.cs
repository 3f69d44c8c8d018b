using HyperScaffold.Contracts;
using HyperScaffold.Pruners;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class MedianPrunerTests : PrunerContract
{
    [Fact]
    public void The_reason_gives_own_value_reference_and_step()
    {
        var run = new PrunerRun(new MedianPruner(startupTrials: 3), "s", StudyDirection.Minimize);
        run.Train(3, steps: 2, (trial, step) => trial + step);
        Assert.Equal([1], run.Train(1, steps: 2, (_, _) => 4.123456));
        Assert.Equal("At step 1 its best 4.123 is worse than 2.0, the median of 3 trials.", run.LastReason);
    }

    protected override IPruner Create() => new MedianPruner();
}
