using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>The shares that a model should give to the classes: all to the right one, less each member's label smoothing.</summary>
/// <param name="smoothing">Each member's label smoothing, owned from here on.</param>
internal sealed class FusedTargets(MemberNumbers smoothing) : IDisposable
{
    private Tensor? _table;

    /// <summary>The targets of some rows.</summary>
    /// <param name="labels">The classes, (1, rows) or (rows, 1) that all members see, or one for each member.</param>
    /// <param name="scores">The scores, (classes, a, b).</param>
    /// <param name="members">The dimension of the labels that counts members.</param>
    /// <returns>(classes, a, b) for labels of (a, b).</returns>
    internal Tensor Of(Tensor labels, Tensor scores, int members)
    {
        var classes = scores.shape[0];
        var targets = TableOf(classes, scores).index_select(0, labels.reshape(-1)).reshape([.. labels.shape, classes]).permute(2, 0, 1);
        if (smoothing.AreEqual)
        {
            return targets;
        }

        var share = smoothing.Ranked(members == 0 ? 2 : 1);
        return (targets * (1 - share)) + (share / classes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _table?.Dispose();
        smoothing.Dispose();
    }

    private Tensor TableOf(long classes, Tensor scores)
    {
        if (_table is not null)
        {
            return _table;
        }

        var table = zeros(classes, classes, scores.dtype, scores.device);
        Aten.FillDiagonalInPlace(table, smoothing.AreEqual ? 1 - smoothing.First : 1);
        if (smoothing.AreEqual && smoothing.First != 0)
        {
            table.add_(smoothing.First / classes);
        }

        return _table = table.DetachFromDisposeScope();
    }
}
