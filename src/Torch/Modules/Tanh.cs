using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The hyperbolic tangent of each element.</summary>
public sealed class Tanh : nn.Module<Tensor, Tensor>
{
    private readonly bool _inplace;

    internal Tanh(bool inplace)
        : base(nameof(Tanh)) => _inplace = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.tanh(input, _inplace);
}
