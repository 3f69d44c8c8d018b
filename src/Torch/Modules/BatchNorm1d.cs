using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Batch norm of rows and channels, or rows, channels and length.</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(long features, BatchNormOptions options, Device? device, ScalarType? dtype)
        : base(nameof(BatchNorm1d), features, options, device, dtype)
    {
    }

    private protected override (int Least, int Most) Dimensions => (2, 3);
}
