using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Tensors;

/// <summary>Tensors for an operator that takes a list of them, or the gradients of tensors. Made on the stack.</summary>
internal readonly struct TensorList
{
    private readonly Arg _tensors;

    private TensorList(Arg tensors) => _tensors = tensors;

    public static implicit operator TensorList(Tensor?[] tensors) => new(tensors!);

    public static implicit operator Arg(TensorList list) => list._tensors;

    /// <summary>The gradients of tensors that all have one, without a wrapper for each.</summary>
    internal static TensorList GradientsOf(Tensor[] tensors) => new(Arg.GradientsOf(tensors));
}
