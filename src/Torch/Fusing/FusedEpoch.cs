using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Fusing;

/// <summary>What one epoch of all members showed for one of them.</summary>
/// <param name="Result">The scores.</param>
/// <param name="GradientNorm">The mean norm of the gradients where they are clipped.</param>
internal sealed record FusedEpoch(EpochResult Result, double? GradientNorm);
