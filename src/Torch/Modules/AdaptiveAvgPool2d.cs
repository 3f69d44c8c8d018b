using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Means over as many windows as the output shall have.</summary>
public sealed class AdaptiveAvgPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _size;

    internal AdaptiveAvgPool2d(long height, long width)
        : base(nameof(AdaptiveAvgPool2d)) => _size = [height, width];

    private protected override string Described => $"{GetName()}({string.Join('x', _size)})";

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input has other dimensions than (rows,) channels, height, width.</exception>
    public override Tensor forward(Tensor input) => Aten.AdaptiveAvgPool2d(input, _size);

    private protected override string? Misfit(Tensor input) => Pooling.Misfit(input.shape, [1, 1], [0, 0]);
}
