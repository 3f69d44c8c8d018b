using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Tensors;

/// <summary>Sets the type of automatic casts on this thread, and sets it back when disposed.</summary>
internal sealed class AutocastScope : IDisposable
{
    private const int Off = -1;

    private readonly int _device;
    private readonly int _before;
    private bool _disposed;

    internal AutocastScope(torch.DeviceType device, torch.ScalarType? type)
    {
        _device = (int)device;
        Native.Check(Native.Autocast(_device, out _before), "autocast");
        Native.Check(Native.SetAutocast(_device, type is { } t ? (int)t : Off, 1), "autocast");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Native.Check(Native.SetAutocast(_device, _before, 0), "autocast");
        }
    }
}
