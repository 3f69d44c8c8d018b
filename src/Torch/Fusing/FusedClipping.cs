using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Brings the norm of each member's gradients down to its own largest.</summary>
internal static class FusedClipping
{
    /// <summary>Scales the gradients.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="most">The largest norm of each member.</param>
    /// <returns>The norms before.</returns>
    internal static Tensor Clip(IReadOnlyList<FusedWeight> weights, MemberNumbers most)
    {
        var norms = weights.Select(w => Aten.Whole.NormScalarOptDim(Aten.Whole.Reshape(w.Gradient, [w.Parameter.WholeShape[0], -1]), 2.0, [1], false));
        var norm = Aten.Whole.NormScalarOptDim(stack([.. norms]), 2.0, [0], false);
        var factor = (most.Ranked(1) / (norm + 1e-6)).clamp(max: 1);
        foreach (var weight in weights)
        {
            Aten.Whole.MulTensorInPlace(weight.Gradient, factor.reshape([factor.shape[0], .. Enumerable.Repeat(1, weight.Rank - 1)]));
        }

        return norm;
    }
}
