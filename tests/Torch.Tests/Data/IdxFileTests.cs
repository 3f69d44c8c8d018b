using HyperScaffold.Torch.Data;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly DataFiles _files = new();

    [Theory]
    [InlineData("images.idx3-ubyte")]
    [InlineData("images.idx3-ubyte.gz")]
    public void Bytes_are_read_plain_and_compressed(string name)
    {
        using var scope = NewDisposeScope();
        var values = IdxFile.Read(_files.Write(name, DataFiles.Idx(8, [2, 1, 3], 0, 1, 2, 3, 4, 255)));
        Assert.Equal([2, 1, 3], values.shape);
        Assert.Equal(uint8, values.dtype);
        Assert.Equal([0.0, 1, 2, 3, 4, 255], Flat(values.to(float32)));
    }

    [Fact]
    public void Wide_values_are_read_most_significant_byte_first()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([258.0, -1], Flat(IdxFile.Read(_files.Write("a", DataFiles.Idx(0x0B, [2], 1, 2, 255, 255))).to(float32)));
        Assert.Equal([65536.0], Flat(IdxFile.Read(_files.Write("b", DataFiles.Idx(0x0C, [1], 0, 1, 0, 0))).to(float32)));
        Assert.Equal([1.5], Flat(IdxFile.Read(_files.Write("c", DataFiles.Idx(0x0D, [1], 0x3F, 0xC0, 0, 0)))));
        Assert.Equal([-1.0, 2], Flat(IdxFile.Read(_files.Write("d", DataFiles.Idx(0x09, [2], 255, 2))).to(float32)));
    }

    [Fact]
    public void Images_and_labels_become_samples_in_zero_to_one()
    {
        using var samples = IdxFile.ReadSamples(_files.Write("i", DataFiles.Idx(8, [2, 1, 2], 0, 255, 51, 0)), _files.Write("l", DataFiles.Idx(8, [2], 7, 3)));
        Assert.Equal(2, samples.Count);
        Assert.Equal([2, 1, 2], samples.Features.shape);
        Assert.Equal([0, 1, 0.2, 0], Flat(samples.Features).Select(v => Math.Round(v, 6)));
        Assert.Equal([7L, 3], samples.Labels.data<long>().ToArray());
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_named_with_their_shapes()
    {
        var (images, labels) = (_files.Write("images", DataFiles.Idx(8, [2, 2], 1, 2, 3, 4)), _files.Write("labels", DataFiles.Idx(8, [3], 1, 2, 3)));
        var message = Assert.Throws<HyperException>(() => IdxFile.ReadSamples(images, labels)).Message;
        Assert.Contains($"{images} has the shape [2, 2] and {labels} the shape [3]", message, StringComparison.Ordinal);
        var reals = _files.Write("reals", DataFiles.Idx(0x0D, [2], 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Contains($"{reals} holds Float32", Assert.Throws<HyperException>(() => IdxFile.ReadSamples(images, reals)).Message, StringComparison.Ordinal);
        var negative = _files.Write("negative", DataFiles.Idx(9, [2], 0, 254));
        Assert.Contains($"{negative} holds -2", Assert.Throws<HyperException>(() => IdxFile.ReadSamples(images, negative)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named_with_what_is_wrong()
    {
        AssertDamaged(_files.Write("short", 0, 0, 8), "it ends inside its first 4 bytes, after 3 of 4 bytes");
        AssertDamaged(_files.Write("header", 0, 0, 8, 2, 0, 0, 0, 5), "it ends inside the lengths of its dimensions, after 4 of 8 bytes");
        AssertDamaged(_files.Write("values", DataFiles.Idx(8, [5], 1, 2, 3)), "it ends inside its values, after 3 of 5 bytes");
        AssertDamaged(_files.Write("longer", DataFiles.Idx(8, [2], 1, 2, 3)), "it goes on after the 2 bytes of its values");
        AssertDamaged(_files.Write("other", 137, 80, 78, 71), "this one starts with 137 80 78 71");
        AssertDamaged(_files.Write("type", 0, 0, 7, 1), "this one starts with 0 0 7 1");
        AssertDamaged(_files.Write("huge", DataFiles.Idx(8, [1 << 30, 4])), "more than one array can hold");
        AssertDamaged(_files.Write("absurd", DataFiles.Idx(8, [-1, -1, -1])), "it claims the impossible shape [4294967295, 4294967295, 4294967295]");
    }

    [Fact]
    public void A_lying_header_reserves_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertDamaged(_files.Write("lie", DataFiles.Idx(8, [2_000_000_000], 1, 2)), "it ends inside its values, after 2 of 2000000000 bytes");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_compressed_file_that_is_cut_or_is_none_is_named()
    {
        var bytes = new byte[50_000];
        var random = new RandomSource(1);
        bytes = Array.ConvertAll(bytes, _ => (byte)random.NextIndex(256));
        AssertDamaged(_files.Cut(_files.Write("whole.gz", DataFiles.Idx(8, [50_000], bytes)), 20_000), string.Empty);
        AssertDamaged(_files.Cut(_files.Write("plain-whole", DataFiles.Idx(8, [3], 1, 2, 3)), 1), "it ends inside its values, after 2 of 3 bytes");
        var plain = _files.Write("plain", DataFiles.Idx(8, [3], 1, 2, 3));
        File.Move(plain, plain + ".gz");
        AssertDamaged(plain + ".gz", string.Empty);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("The data file is missing: nowhere/train.gz", Assert.Throws<HyperException>(() => IdxFile.Read("nowhere/train.gz")).Message, StringComparison.Ordinal);

    public void Dispose() => _files.Dispose();

    private static void AssertDamaged(string path, string what)
    {
        var message = Assert.Throws<HyperException>(() => IdxFile.Read(path)).Message;
        Assert.StartsWith($"The data file is damaged: {path}: ", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }
}
