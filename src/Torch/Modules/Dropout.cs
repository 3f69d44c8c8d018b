using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>While training, sets each element to 0 with a probability and scales the others up by 1 / (1 - p).</summary>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    private readonly double _p;
    private readonly bool _inplace;

    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout)) => (_p, _inplace) = (p, inplace);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout(input, _p, training, _inplace);
}
