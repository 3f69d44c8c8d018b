using System.Buffers.Binary;
using System.Text.Json;
using HyperScaffold.Torch.Formats;

namespace HyperScaffold.Torch.Tests.Formats;

public sealed class SafeTensorsFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"hyper-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Tensors_come_back_with_shape_type_and_values()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { ["b"] = tensor((float[])[1.5f, -2], [2, 1]), ["a.counts"] = tensor((long[])[7, 8, 9]), ["scalar"] = tensor(2.5) };
        SafeTensorsFile.Save(_path, tensors, new Dictionary<string, string> { ["seed"] = "1" });
        var loaded = SafeTensorsFile.Load(_path);
        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), loaded.Keys.Order(StringComparer.Ordinal));
        Assert.All(tensors, t => Assert.True(t.Value.equal(loaded[t.Key]) && t.Value.dtype == loaded[t.Key].dtype));
    }

    [Fact]
    public void The_file_is_laid_out_as_the_format_says()
    {
        using var scope = NewDisposeScope();
        SafeTensorsFile.Save(_path, new Dictionary<string, Tensor> { ["w"] = tensor((float[])[1, 2, 3], [3, 1]) });
        var bytes = File.ReadAllBytes(_path);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        var w = header.RootElement.GetProperty("w");
        Assert.Equal("F32", w.GetProperty("dtype").GetString());
        Assert.Equal([3, 1], w.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal([0, 12], w.GetProperty("data_offsets").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal(2, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + 4)));
        Assert.Equal(8 + length + 12, bytes.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(-4)]
    public void A_cut_file_is_refused(int keep)
    {
        using var scope = NewDisposeScope();
        SafeTensorsFile.Save(_path, new Dictionary<string, Tensor> { ["w"] = ones(100) });
        var bytes = File.ReadAllBytes(_path);
        File.WriteAllBytes(_path, bytes[..(keep < 0 ? bytes.Length + keep : keep)]);
        Assert.Contains(_path, Assert.Throws<HyperException>(() => SafeTensorsFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "w holds F8_E4M3, and what can be read is F32")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4]}}""", "the size of w does not fit its shape")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}""", "the size of w does not fit its shape")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "w should end at byte 8 of the data, which end at 4: the file is cut")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", "overflow")]
    [InlineData("[1]", "Object")]
    public void A_damaged_header_is_named(string header, string problem)
    {
        File.WriteAllBytes(_path, [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.UTF8.GetBytes(header), 0, 0, 0, 0]);
        Assert.Contains(problem, Assert.Throws<HyperException>(() => SafeTensorsFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_and_a_missing_file_too()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("/proc/none", Assert.Throws<HyperException>(() => SafeTensorsFile.Save("/proc/none/w.safetensors", new Dictionary<string, Tensor> { ["w"] = ones(1) })).Message, StringComparison.Ordinal);
        Assert.Contains(_path, Assert.Throws<HyperException>(() => SafeTensorsFile.Load(_path)).Message, StringComparison.Ordinal);
    }
}
