namespace HyperScaffold.Torch.Fusing;

/// <summary>A member that waits for an epoch.</summary>
/// <param name="Member">The member.</param>
/// <param name="Number">The epoch, from 1.</param>
internal sealed record EpochCall(FusedMember Member, int Number);
