using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Makes the parameters of layers with their initial values.</summary>
internal static class NewParameter
{
    /// <summary>Draws each element from U(-bound, bound).</summary>
    internal static Parameter Uniform(long[] shape, double bound, ScalarType? dtype, Device? device) =>
        new(empty(shape, dtype, device).uniform_(-bound, bound));

    /// <summary>Sets each element to one value.</summary>
    internal static Parameter Filled(long[] shape, double value, ScalarType? dtype, Device? device) =>
        new(empty(shape, dtype, device).fill_(value));
}
