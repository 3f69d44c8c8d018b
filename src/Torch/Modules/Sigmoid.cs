using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>1 / (1 + exp(-x)) of each element.</summary>
public sealed class Sigmoid : nn.Module<Tensor, Tensor>
{
    private readonly bool _inplace;

    internal Sigmoid(bool inplace)
        : base(nameof(Sigmoid)) => _inplace = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.sigmoid(input, _inplace);
}
