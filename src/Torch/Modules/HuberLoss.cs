using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Half the squared difference up to a width, and the difference itself, shifted, beyond it (Huber 1964).</summary>
public sealed class HuberLoss : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly double _delta;
    private readonly nn.Reduction _reduction;

    internal HuberLoss(double delta, nn.Reduction reduction)
        : base(nameof(HuberLoss)) => (_delta, _reduction) = (delta, reduction);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.huber_loss(input1, input2, _delta, _reduction);
}
