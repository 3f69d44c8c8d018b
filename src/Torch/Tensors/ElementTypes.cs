namespace HyperScaffold.Torch.Tensors;

/// <summary>Which C# type holds which element type.</summary>
internal static class ElementTypes
{
    /// <summary>The element type of a C# type.</summary>
    /// <exception cref="HyperException">No element type fits.</exception>
    internal static torch.ScalarType Of<T>()
        where T : unmanaged =>
        default(T) switch
        {
            byte => torch.ScalarType.Byte,
            sbyte => torch.ScalarType.Int8,
            short => torch.ScalarType.Int16,
            int => torch.ScalarType.Int32,
            long => torch.ScalarType.Int64,
            float => torch.ScalarType.Float32,
            double => torch.ScalarType.Float64,
            bool => torch.ScalarType.Bool,
            Half => torch.ScalarType.Float16,
            _ => throw new HyperException($"A tensor holds numbers or truth values, but got {typeof(T).Name}. Convert it first."),
        };
}
