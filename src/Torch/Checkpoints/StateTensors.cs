using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>Brings tensors of a checkpoint back to where they came from.</summary>
internal static class StateTensors
{
    /// <summary>Fills a tensor, or one that holds several members.</summary>
    /// <param name="target">The tensor, wherever it lies.</param>
    /// <param name="values">Its value, or that of each member.</param>
    internal static void Fill(Tensor target, IReadOnlyList<Tensor> values)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var sizes = target.WholeShape;
        var whole = values.Count == 1 && values[0].dim() == sizes.Length ? values[0] : stack([.. values]);
        Aten.Whole.CopyInPlace(target, whole);
    }
}
