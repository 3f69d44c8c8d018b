using System.Diagnostics;
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
        var slots = LocalSlots.Parse(devices, Machine(visible));

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
        Assert.Contains("cuda:0*4", Assert.Throws<HyperException>(() => LocalSlots.Parse(devices, Machine(null))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_gpu_that_is_not_visible_is_refused_with_those_that_are() =>
        Assert.Contains("GPU-a1", Assert.Throws<HyperException>(() => LocalSlots.Parse("cuda:1", Machine("GPU-a1"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Cores_are_shared_out_and_never_fewer_than_one_thread_each()
    {
        Assert.Equal(Environment.ProcessorCount, LocalSlots.Cores().Length);
        Assert.All(LocalSlots.Cores(100), s => Assert.Equal(1, s.Threads));
        Assert.Throws<HyperException>(() => LocalSlots.Cores(0));
    }

    [Fact]
    public void What_a_machine_has_stands_in_the_refusal()
    {
        var none = Assert.Throws<HyperException>(() => LocalSlots.Parse("cuda:0", new LocalMachine { Processors = 2, Gpus = [] })).Message;
        Assert.Contains("this machine has 2 cores and no GPU", none, StringComparison.Ordinal);
        var form = Assert.Throws<HyperException>(() => LocalSlots.Parse("gpu:0", new LocalMachine { Processors = 1, Gpus = ["0"] })).Message;
        Assert.Contains("This machine has 1 core and 1 GPU (0)", form, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpu:2", "3,5,7,9", "3,5 7,9")]
    [InlineData("cpu:3", "0,1,2,3", "0 1 2")]
    [InlineData("cuda:0*2", "0,1", "0 1")]
    [InlineData("cpu:1", "0,1", "")]
    [InlineData("cpu:3", "0,1", "  ")]
    public void Cores_are_dealt_out_evenly_and_more_slots_than_cores_are_not_pinned(string devices, string cores, string expected)
    {
        var machine = Machine(null) with { Cores = [.. cores.Split(',').Select(int.Parse)] };

        Assert.Equal(expected, string.Join(' ', LocalSlots.Parse(devices, machine).Select(s => string.Join(',', s.Cores))));
    }

    [Fact]
    public void A_process_that_is_started_on_a_core_stays_there_and_the_starting_thread_does_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "cores are pinned on Linux only");
        var before = CoreAffinity.Allowed();
        using var child = new Process { StartInfo = new ProcessStartInfo("grep", ["Cpus_allowed_list", "/proc/self/status"]) { RedirectStandardOutput = true } };

        CoreAffinity.Start([before[^1]], () => child.Start());

        Assert.Equal($"{before[^1]}", child.StandardOutput.ReadToEnd().Split('\t')[^1].Trim());
        Assert.Equal(before, CoreAffinity.Allowed());
    }

    private static LocalMachine Machine(string? visible) => LocalMachine.Detect(visible) with { Gpus = visible is null ? null : LocalMachine.Detect(visible).Gpus };
}
