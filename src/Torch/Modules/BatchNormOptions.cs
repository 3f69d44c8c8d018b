namespace HyperScaffold.Torch.Modules;

/// <summary>How a batch norm counts.</summary>
internal sealed record BatchNormOptions(double Epsilon, double Momentum, bool Affine, bool Tracks);
