namespace HyperScaffold.Torch.Fusing;

/// <summary>The fused form of an operator: what it does where an argument holds members.</summary>
internal delegate torch.Tensor[] FusedRule(FusedCall call);
