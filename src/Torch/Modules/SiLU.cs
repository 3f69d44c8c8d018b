using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>x sigmoid(x) of each element.</summary>
public sealed class SiLU : nn.Module<Tensor, Tensor>
{
    private readonly bool _inplace;

    internal SiLU(bool inplace)
        : base(nameof(SiLU)) => _inplace = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.silu(input, _inplace);
}
