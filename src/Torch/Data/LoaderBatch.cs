using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Some rows of an epoch. Dispose it when its step is done; its tensors belong to no dispose scope.</summary>
/// <param name="Features">The features; the first dimension counts the rows.</param>
/// <param name="Labels">The class numbers.</param>
public sealed record LoaderBatch(Tensor Features, Tensor Labels) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Labels.Dispose();
    }
}
