using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Formats;

/// <summary>PyTorch's name for a block of elements of one type.</summary>
/// <param name="Name">The class in the module torch.</param>
/// <param name="Type">The element type.</param>
/// <param name="Bytes">The bytes an element.</param>
internal sealed record TorchStorage(string Name, ScalarType Type, int Bytes)
{
    private static readonly TorchStorage[] All =
    [
        new("FloatStorage", ScalarType.Float32, 4),
        new("DoubleStorage", ScalarType.Float64, 8),
        new("HalfStorage", ScalarType.Float16, 2),
        new("BFloat16Storage", ScalarType.BFloat16, 2),
        new("LongStorage", ScalarType.Int64, 8),
        new("IntStorage", ScalarType.Int32, 4),
        new("ShortStorage", ScalarType.Int16, 2),
        new("CharStorage", ScalarType.Int8, 1),
        new("ByteStorage", ScalarType.Byte, 1),
        new("BoolStorage", ScalarType.Bool, 1),
    ];

    /// <summary>The storage of an element type.</summary>
    /// <exception cref="HyperException">The format has none.</exception>
    internal static TorchStorage Of(ScalarType type) => Array.Find(All, s => s.Type == type)
        ?? throw new HyperException($"Weights are kept as {string.Join(", ", All.Select(s => s.Type))}, but got {type}. Convert them with to(float32).");

    /// <summary>The storage of a name, or null.</summary>
    internal static TorchStorage? Named(string name) => Array.Find(All, s => s.Name == name);
}
