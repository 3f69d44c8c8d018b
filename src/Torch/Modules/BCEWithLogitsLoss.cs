using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The binary cross-entropy of logits and truth in [0, 1].</summary>
public sealed class BCEWithLogitsLoss : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Tensor? _weight;
    private readonly Tensor? _positive;
    private readonly nn.Reduction _reduction;

    internal BCEWithLogitsLoss(Tensor? weight, nn.Reduction reduction, Tensor? positive)
        : base(nameof(BCEWithLogitsLoss))
    {
        (_weight, _reduction, _positive) = (weight, reduction, positive);
        if (weight is not null)
        {
            register_buffer(nameof(weight), weight);
        }

        if (positive is not null)
        {
            register_buffer("pos_weight", positive);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) =>
        nn.functional.binary_cross_entropy_with_logits(input1, input2, _weight, _reduction, _positive);
}
