using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Formats;

/// <summary>Writes the pickle of an ordered dictionary of tensors as <c>torch.save</c> does, in protocol 2.</summary>
internal sealed class PickleWriter
{
    private const string OrderedDict = "ccollections\nOrderedDict\n";

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The pickle; the n-th tensor's values lie in the storage with the key n.</summary>
    internal static byte[] Write(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var writer = new PickleWriter();
        writer.Raw("\u0080\u0002" + OrderedDict + ")R(");
        var number = 0;
        foreach (var (name, tensor) in tensors)
        {
            writer.Text(name);
            writer.Describe(tensor, number++.ToString(CultureInfo.InvariantCulture));
        }

        writer.Raw("u.");
        return writer._bytes.WrittenSpan.ToArray();
    }

    private void Describe(Tensor tensor, string key)
    {
        Raw("ctorch._utils\n_rebuild_tensor_v2\n((");
        Text("storage");
        Raw($"ctorch\n{TorchStorage.Of(tensor.dtype).Name}\n");
        Text(key);
        Text("cpu");
        Whole(tensor.numel());
        Raw("tQ");
        Whole(0);
        Tuple(tensor.shape);
        Tuple(Strides(tensor.shape));
        Raw("\u0089" + OrderedDict + ")RtR");
    }

    private static long[] Strides(long[] shape)
    {
        var strides = new long[shape.Length];
        var step = 1L;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(shape[i], 1);
        }

        return strides;
    }

    private void Tuple(long[] numbers)
    {
        Raw("(");
        foreach (var number in numbers)
        {
            Whole(number);
        }

        Raw("t");
    }

    private void Whole(long number)
    {
        Span<byte> bytes = stackalloc byte[10];
        (bytes[0], bytes[1]) = (0x8a, 8);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[2..], number);
        _bytes.Write(bytes);
    }

    private void Text(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[5];
        length[0] = (byte)'X';
        BinaryPrimitives.WriteInt32LittleEndian(length[1..], content.Length);
        _bytes.Write(length);
        _bytes.Write(content);
    }

    private void Raw(string codes) => _bytes.Write(Encoding.Latin1.GetBytes(codes));
}
