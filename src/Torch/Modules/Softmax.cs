using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The softmax over one dimension.</summary>
public sealed class Softmax : nn.Module<Tensor, Tensor>
{
    private readonly long _dim;

    internal Softmax(long dim)
        : base(nameof(Softmax)) => _dim = dim;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.softmax(input, _dim);
}
