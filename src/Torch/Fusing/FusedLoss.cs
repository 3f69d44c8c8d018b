using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Cross-entropy of each member by itself. Nothing is ever added up over members, so that they cannot meet.</summary>
internal static class FusedLoss
{
    /// <summary>Scores of 16 bits in 32, in which losses are computed alone too.</summary>
    internal static Tensor Widened(Tensor logits) => logits.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? logits.to(ScalarType.Float32) : logits;

    /// <summary>
    /// The gradient of each member's mean loss by its scores: softmax less target, over rows. It is known in closed
    /// form, and libtorch's softmax is slow where classes are few.
    /// </summary>
    /// <param name="logits">The scores, with members.</param>
    /// <param name="labels">The classes, (rows) that all members see, or (members, rows).</param>
    /// <param name="rows">How many rows the mean is over.</param>
    /// <param name="smoothing">Each member's label smoothing.</param>
    /// <exception cref="NotFusedException">The output is not one score a class and row.</exception>
    internal static Tensor Gradient(Tensor logits, Tensor labels, long rows, MemberNumbers smoothing)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var sizes = SizesOf(logits);
        var (largest, _) = Largest(logits);
        var shares = Aten.Whole.SubTensor(logits, largest);
        Aten.ExpInPlace(shares);
        var sums = shares.sum(-1, keepdim: true);
        shares.div_(sums.mul_(rows)).sub_(Targets(logits, labels, sizes, smoothing).div_(rows));
        return shares.MoveToOuterDisposeScope();
    }

    /// <summary>The loss of each member, and its right answers, added up over rows: (2, members).</summary>
    internal static Tensor Scores(Tensor logits, Tensor labels)
    {
        var sizes = SizesOf(logits);
        var classes = Placed(labels, logits).expand(sizes[..2]);
        var (largest, places) = Largest(logits);
        var shifted = Aten.Whole.SubTensor(logits, largest);
        var right = Aten.Whole.Gather(shifted, -1, classes.unsqueeze(-1)).squeeze(-1);
        Aten.ExpInPlace(shifted);
        var loss = shifted.sum(-1).log() - right;
        var rows = 1 - logits.MemberDim;
        return stack([loss.sum(rows, type: ScalarType.Float64), places.squeeze(-1).eq(classes).sum(rows, type: ScalarType.Float64)]);
    }

    private static (Tensor Values, Tensor Places) Largest(Tensor logits) => Aten.Whole.MaxDim(logits, -1, keepdim: true);

    private static long[] SizesOf(Tensor logits)
    {
        var sizes = logits.WholeShape;
        return logits.Members is not null && sizes.Length == 3 && logits.MemberDim < 2
            ? sizes
            : throw new NotFusedException("a model whose output is not one score a class and row");
    }

    // the labels where the scores of their rows are
    private static Tensor Placed(Tensor labels, Tensor logits) =>
        labels.dim() == 1 ? labels.unsqueeze(logits.MemberDim) : logits.MemberDim == 0 ? labels : labels.transpose(0, 1);

    // (1 - smoothing) for the right class, and smoothing spread over all
    private static Tensor Targets(Tensor logits, Tensor labels, long[] sizes, MemberNumbers smoothing)
    {
        var placed = Placed(labels, logits);
        var classes = sizes[2];
        var right = smoothing.AreEqual ? 1 - smoothing.First : 1;
        var table = zeros(classes, classes, logits.dtype, logits.device);
        Aten.FillDiagonalInPlace(table, right);
        if (smoothing.AreEqual && smoothing.First != 0)
        {
            table.add_(smoothing.First / classes);
        }

        var targets = table.index_select(0, placed.reshape(-1)).reshape([.. placed.shape, classes]);
        if (smoothing.AreEqual)
        {
            return targets;
        }

        var share = smoothing.Ranked(logits.MemberDim == 0 ? 3 : 2);
        return (targets * (1 - share)) + (share / classes);
    }
}
