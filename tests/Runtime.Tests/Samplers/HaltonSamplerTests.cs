using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class HaltonSamplerTests : SamplerContract
{
    [Fact]
    public void Unscrambled_points_mirror_the_digits_of_their_number()
    {
        Assert.Equal([0, 0.5, 0.25, 0.75, 0.125], Enumerable.Range(0, 5).Select(i => HaltonSequence.At(0, i, null)));
        Assert.Equal(5.0 / 9, HaltonSequence.At(1, 7, null), 12);
    }

    [Fact]
    public void Scrambled_points_still_hit_each_part_once()
    {
        var source = new RandomSource(9);
        var parts = Enumerable.Range(0, 25).Select(i => (int)(25 * HaltonSequence.At(2, i, source))).Order();
        Assert.Equal(Enumerable.Range(0, 25), parts);
    }

    protected override ISampler Create(SearchSpace space) => new QuasiRandomSampler(new QuasiRandomOptions { Sequence = QuasiRandomSequence.Halton });
}
