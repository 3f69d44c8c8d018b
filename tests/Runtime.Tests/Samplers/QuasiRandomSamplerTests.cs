using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class QuasiRandomSamplerTests : SamplerContract
{
    // points 101 and 182 of PyTorch's SobolEngine, dimensions 1 to 32, in 256ths
    private static readonly int[] Point101 = [166, 70, 50, 118, 6, 146, 138, 22, 158, 126, 210, 154, 78, 102, 110, 34, 66, 242, 122, 146, 214, 18, 46, 250, 106, 254, 158, 46, 90, 198, 74, 174];

    private static readonly int[] Point182 = [109, 219, 209, 255, 217, 55, 79, 97, 109, 247, 167, 191, 39, 255, 1, 121, 43, 129, 55, 229, 37, 229, 133, 29, 89, 9, 209, 81, 243, 159, 75, 143];

    [Fact]
    public void Unscrambled_points_are_those_that_pytorch_draws()
    {
        int[] At(uint index) => [.. Enumerable.Range(0, SobolNumbers.Dimensions).Select(d => (int)(SobolSequence.At(d, index) >> 24))];
        Assert.Equal(Point101, At(101));
        Assert.Equal(Point182, At(182));
    }

    [Fact]
    public void Every_dimension_hits_each_of_64_equal_parts_once_in_64_points_scrambled_or_not()
    {
        foreach (var scramble in new[] { false, true })
        {
            var sampler = new QuasiRandomSampler(new QuasiRandomOptions { Scramble = scramble });
            for (var d = 0; d < SobolNumbers.Dimensions; d++)
            {
                var parts = Enumerable.Range(0, 64).Select(i => (int)(64 * sampler.Unit(d, "x", 5, i))).Order();
                Assert.Equal(Enumerable.Range(0, 64), parts);
            }
        }
    }

    [Fact]
    public void No_two_dimensions_are_alike()
    {
        var columns = Enumerable.Range(0, SobolNumbers.Dimensions).Select(d => string.Join(",", Enumerable.Range(0, 128).Select(i => SobolSequence.At(d, (uint)i)))).ToList();
        Assert.Equal(columns.Count, columns.Distinct().Count());
    }

    [Fact]
    public void Choices_are_spread_evenly_too()
    {
        var counts = Run(Mixed).Run(30, Objective).CountBy(p => p.Values["optimizer"]).Select(c => c.Value).ToList();
        Assert.Equal(3, counts.Count);
        Assert.All(counts, c => Assert.InRange(c, 9, 11));
    }

    [Fact]
    public void A_space_of_forty_parameters_is_sampled()
    {
        var space = Enumerable.Range(0, 40).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1));
        Assert.Equal(20, Texts(Run(space).Run(20, Objective)).Distinct().Count());
    }

    protected override ISampler Create(SearchSpace space) => new QuasiRandomSampler();
}
