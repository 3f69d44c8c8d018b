namespace HyperScaffold.Runtime.Tests.Root;

public sealed class RandomSourceTests
{
    [Fact]
    public void The_first_numbers_of_a_key_never_change_between_versions() =>
        Assert.Equal(Recorded, Enumerable.Range(0, 3).Select(i => RandomSource.For(7, i, "learning_rate").NextBits()));

    [Fact]
    public void Seed_number_and_purpose_each_give_another_sequence()
    {
        var bits = new[] { RandomSource.For(1, 1, "a"), RandomSource.For(2, 1, "a"), RandomSource.For(1, 2, "a"), RandomSource.For(1, 1, "b") }.Select(s => s.NextBits());
        Assert.Equal(4, bits.Distinct().Count());
    }

    [Fact]
    public void A_derived_source_does_not_depend_on_how_far_its_parent_is()
    {
        var (fresh, used) = (new RandomSource(3), new RandomSource(3));
        used.NextBits();
        Assert.Equal(fresh.Derive("x").NextBits(), used.Derive("x").NextBits());
    }

    [Fact]
    public void Numbers_fill_their_interval_evenly()
    {
        var source = new RandomSource(11);
        var counts = Enumerable.Range(0, 10_000).Select(_ => (int)(10 * source.NextDouble())).CountBy(b => b).ToDictionary(b => b.Key, b => b.Value);
        Assert.Equal(10, counts.Count);
        Assert.True(counts.Values.Sum(c => Math.Pow(c - 1000, 2) / 1000) < 27.9, "chi square above its 0.1 % mark for 9 degrees of freedom");
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_deviation_1()
    {
        var source = new RandomSource(5);
        var values = Enumerable.Range(0, 20_000).Select(_ => source.NextNormal()).ToList();
        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(values.Average(v => v * v), 0.96, 1.04);
    }

    [Fact]
    public void A_shuffle_keeps_every_element_and_reaches_every_order()
    {
        var source = new RandomSource(2);
        var orders = Enumerable.Range(0, 200).Select(_ =>
        {
            int[] items = [1, 2, 3];
            source.Shuffle(items);
            Assert.Equal([1, 2, 3], items.Order());
            return string.Join("", items);
        });
        Assert.Equal(6, orders.Distinct().Count());
    }

    // a change here changes the trials of every seeded study
    private static readonly ulong[] Recorded = [7661369747152221892, 10601869906373962383, 18145126591227486649];
}
