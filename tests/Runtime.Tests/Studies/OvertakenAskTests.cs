using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Gp;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;

namespace HyperScaffold.Runtime.Tests.Studies;

public sealed class OvertakenAskTests
{
    [Fact]
    public void Workers_that_ask_in_the_same_moment_try_different_points()
    {
        using var storage = new MemoryStorage();
        var space = SearchSpace.Empty.Float("x", -5, 10).Float("y", 0, 15);
        using var one = Study.Create("s", new StudyOptions { Storage = storage, Space = space, Sampler = new GpSampler() });
        one.Optimize(t => Branin(t.SuggestFloat("x", -5, 10), t.SuggestFloat("y", 0, 15)), trials: 12);
        Trial? first = null;
        using var other = Study.Load("s", new StudyOptions { Storage = storage, Space = space, Worker = "other", Sampler = new Overtaken(() => first ??= one.Ask()) });

        var second = other.Ask();

        Assert.Equal((12, 13), (first!.Number, second.Number));
        var (across, up) = (first.SuggestFloat("x", -5, 10) - second.SuggestFloat("x", -5, 10), first.SuggestFloat("y", 0, 15) - second.SuggestFloat("y", 0, 15));
        Assert.NotInRange(Math.Max(Math.Abs(across), Math.Abs(up)), 0, 0.1);

        static double Branin(double x, double y) => Math.Pow(y - (0.129 * x * x) + (1.6 * x) - 6, 2) + (9.6 * Math.Cos(x)) + 10;
    }

    private sealed class Overtaken(Action meanwhile) : ISampler
    {
        private readonly GpSampler _sampler = new();

        public Proposal Propose(SampleRequest request)
        {
            meanwhile();
            return _sampler.Propose(request);
        }
    }
}
