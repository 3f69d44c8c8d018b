using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Batch norm of rows, channels, height and width.</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(long features, BatchNormOptions options, Device? device, ScalarType? dtype)
        : base(nameof(BatchNorm2d), features, options, device, dtype)
    {
    }

    private protected override (int Least, int Most) Dimensions => (4, 4);
}
