using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The squared difference of predictions and truth.</summary>
public sealed class MSELoss : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly nn.Reduction _reduction;

    internal MSELoss(nn.Reduction reduction)
        : base(nameof(MSELoss)) => _reduction = reduction;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.mse_loss(input1, input2, _reduction);
}
