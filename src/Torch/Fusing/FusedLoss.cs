using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Cross-entropy of each member by itself. Nothing is ever added up over members, so that they cannot meet.</summary>
internal static class FusedLoss
{
    private const long ContiguousFormat = 0;

    /// <summary>Scores of 16 bits in 32, in which losses are computed alone too.</summary>
    internal static Tensor Widened(Tensor logits) => logits.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? logits.to(ScalarType.Float32) : logits;

    /// <summary>
    /// The gradient of each member's mean loss by its scores: softmax less target, over rows. It is known in closed
    /// form, and libtorch's softmax is slow where classes are few.
    /// </summary>
    /// <param name="logits">The scores, with members.</param>
    /// <param name="labels">The classes, (rows) that all members see, or (members, rows).</param>
    /// <param name="rows">How many rows the mean is over.</param>
    /// <param name="targets">What the scores should show.</param>
    /// <exception cref="NotFusedException">The output is not one score a class and row.</exception>
    internal static Tensor Gradient(Tensor logits, Tensor labels, long rows, FusedTargets targets)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var shares = ClassesFirst(logits);
        var (largest, _) = Aten.MaxDim(shares, 0);
        shares.sub_(largest);
        Aten.ExpInPlace(shares);
        shares.div_(shares.sum(0L).mul_(rows));
        Aten.SubTensorInPlace(shares, targets.Of(Placed(labels, logits), shares, logits.MemberDim), 1.0 / rows);
        return shares.permute(1, 2, 0).OfMembers(logits.Members, logits.MemberDim).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of each member, and its right answers, added up over rows: (2, members).</summary>
    internal static Tensor Scores(Tensor logits, Tensor labels)
    {
        var shares = ClassesFirst(logits);
        var (largest, places) = Aten.Whole.MaxDim(logits, -1);
        var classes = Placed(labels, logits).expand(shares.shape[1..]);
        shares.sub_(largest);
        var right = shares.gather(0, classes.unsqueeze(0)).squeeze(0);
        Aten.ExpInPlace(shares);
        var loss = shares.sum(0L).log() - right;
        var rows = 1 - logits.MemberDim;
        return stack([loss.sum(rows, type: ScalarType.Float64), places.eq(classes).sum(rows, type: ScalarType.Float64)]);
    }

    // a copy, (classes, a, b): libtorch is slow along a short last dimension, and fast where what it goes along lies apart
    private static Tensor ClassesFirst(Tensor logits)
    {
        var isScored = logits.Members is not null && logits.dim() == 2 && logits.MemberDim < 2;
        return isScored ? Aten.Whole.Clone(Aten.Whole.Permute(logits, [2, 0, 1]), ContiguousFormat) : throw new NotFusedException("a model whose output is not one score a class and row");
    }

    // the labels where the scores of their rows are
    private static Tensor Placed(Tensor labels, Tensor logits) =>
        labels.dim() == 1 ? labels.unsqueeze(logits.MemberDim) : logits.MemberDim == 0 ? labels : labels.transpose(0, 1);
}
