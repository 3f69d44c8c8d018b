using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The cross-entropy of logits and class numbers (or class probabilities).</summary>
public sealed class CrossEntropyLoss : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Tensor? _weight;
    private readonly long _ignored;
    private readonly nn.Reduction _reduction;

    internal CrossEntropyLoss(Tensor? weight, long ignored, nn.Reduction reduction)
        : base(nameof(CrossEntropyLoss))
    {
        (_weight, _ignored, _reduction) = (weight, ignored, reduction);
        if (weight is not null)
        {
            register_buffer(nameof(weight), weight);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) =>
        nn.functional.cross_entropy(input1, input2, _weight, _ignored, _reduction);
}
