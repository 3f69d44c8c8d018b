namespace HyperScaffold.Torch.Modules;

/// <summary>What pooling layers expect of their input.</summary>
internal static class Pooling
{
    /// <summary>What a layer expects, or null when the shape fits.</summary>
    internal static string? Misfit(long[] shape, long[] kernel, long[] padding)
    {
        if (shape.Length is not (3 or 4))
        {
            return "an input of 4 dimensions (rows, channels, height, width)";
        }

        var fits = shape[^2] + (2 * padding[0]) >= kernel[0] && shape[^1] + (2 * padding[1]) >= kernel[1];
        return fits ? null : "an input at least as large as its kernel";
    }
}
