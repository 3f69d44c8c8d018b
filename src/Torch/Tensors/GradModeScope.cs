using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Tensors;

/// <summary>Switches recording on this thread, and switches it back when disposed.</summary>
internal sealed class GradModeScope : IDisposable
{
    private readonly int _before = Native.GradMode();

    internal GradModeScope(bool enabled) => Native.SetGradMode(enabled ? 1 : 0);

    /// <inheritdoc/>
    public void Dispose() => Native.SetGradMode(_before);
}
