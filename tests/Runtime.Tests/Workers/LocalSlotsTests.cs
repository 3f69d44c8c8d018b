using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class LocalSlotsTests
{
    [Theory]
    [InlineData("cpu:2", null, "cpu= cpu=")]
    [InlineData("cuda:0,1", null, "cuda=0 cuda=1")]
    [InlineData("cuda:0*3", null, "cuda=0 cuda=0 cuda=0")]
    [InlineData("cuda:1 cpu:1", null, "cuda=1 cpu=")]
    [InlineData("cuda:0,1", "GPU-a1,MIG-b2", "cuda=GPU-a1 cuda=MIG-b2")]
    public void A_device_list_names_a_slot_for_each_worker(string devices, string? visible, string expected)
    {
        var slots = LocalSlots.Parse(devices, visible);

        Assert.Equal(expected, string.Join(' ', slots.Select(s => $"{s.Device}={s.Environment[LocalSlots.VisibleDevices]}")));
        Assert.Equal(Enumerable.Range(0, slots.Length), slots.Select(s => s.Index));
        Assert.All(slots, s => Assert.Equal(s.Environment["OMP_NUM_THREADS"], s.Environment["OPENBLAS_NUM_THREADS"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu:1")]
    [InlineData("cpu:0")]
    [InlineData("cuda:")]
    [InlineData("cuda:0*")]
    [InlineData("cuda:0;rm")]
    public void Another_form_is_refused_with_the_right_ones(string devices) =>
        Assert.Contains("cuda:0*4", Assert.Throws<HyperException>(() => LocalSlots.Parse(devices, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_gpu_that_is_not_visible_is_refused_with_those_that_are() =>
        Assert.Contains("GPU-a1", Assert.Throws<HyperException>(() => LocalSlots.Parse("cuda:1", "GPU-a1")).Message, StringComparison.Ordinal);

    [Fact]
    public void Cores_are_shared_out_and_never_fewer_than_one_thread_each()
    {
        Assert.Equal(Environment.ProcessorCount, LocalSlots.Cores().Length);
        Assert.All(LocalSlots.Cores(100), s => Assert.Equal(1, s.Threads));
        Assert.Throws<HyperException>(() => LocalSlots.Cores(0));
    }
}
