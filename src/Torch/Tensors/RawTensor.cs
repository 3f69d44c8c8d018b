using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Tensors;

/// <summary>A tensor as it lies in memory, whatever members it holds, or the gradient of one. Made on the stack.</summary>
internal readonly struct RawTensor
{
    private readonly Arg _tensor;

    private RawTensor(Arg tensor) => _tensor = tensor;

    public static implicit operator RawTensor(Tensor tensor) => new(tensor);

    public static implicit operator Arg(RawTensor raw) => raw._tensor;

    /// <summary>The gradient of a tensor that has one, without a wrapper.</summary>
    internal static RawTensor GradientOf(Tensor tensor) => new(Arg.GradientOf(tensor));
}
