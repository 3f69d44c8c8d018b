using System.Runtime.InteropServices;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Turns the bytes of a data file into a tensor.</summary>
internal static class RawValues
{
    /// <summary>A tensor of values; bytes of a foreign order are turned around.</summary>
    internal static Tensor ToTensor(byte[] bytes, ScalarType type, int width, bool bigEndian, long[] shape)
    {
        if (bigEndian == BitConverter.IsLittleEndian && width > 1)
        {
            foreach (var start in Enumerable.Range(0, bytes.Length / width))
            {
                bytes.AsSpan(start * width, width).Reverse();
            }
        }

        return type switch
        {
            ScalarType.Byte => tensor(bytes, shape),
            ScalarType.Bool => tensor(Array.ConvertAll(bytes, b => b != 0), shape),
            ScalarType.Int8 => tensor(Array.ConvertAll(bytes, b => unchecked((short)(sbyte)b)), shape),
            ScalarType.Int16 => tensor(Of<short>(bytes), shape),
            ScalarType.Int32 => tensor(Of<int>(bytes), shape),
            ScalarType.Int64 => tensor(Of<long>(bytes), shape),
            ScalarType.Float32 => tensor(Of<float>(bytes), shape),
            ScalarType.Float64 => tensor(Of<double>(bytes), shape),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no data file holds it"),
        };
    }

    private static T[] Of<T>(byte[] bytes)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
