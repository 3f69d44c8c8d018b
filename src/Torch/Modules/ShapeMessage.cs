using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Modules;

/// <summary>Says that an input does not fit a layer.</summary>
internal static class ShapeMessage
{
    /// <summary>The exception that names the layer, what it needs and what it got.</summary>
    internal static TorchException For(string layer, string expected, torch.Tensor input, Exception? cause = null) =>
        new($"{layer} needs {expected}, but got the shape [{string.Join(", ", input.shape)}]. Change the layer or the data.", cause);
}
