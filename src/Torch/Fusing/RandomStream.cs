using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>A source of random numbers beside the process's own, with the same numbers after the same seed.</summary>
internal sealed class RandomStream : IDisposable
{
    private nint _handle;

    internal RandomStream(Device device) => Native.Check(Native.GeneratorNew(device.ToString(), out _handle), nameof(RandomStream));

    ~RandomStream() => Release();

    internal nint Handle => _handle;

    /// <summary>Begins anew.</summary>
    internal void Seed(long seed)
    {
        Native.Check(Native.GeneratorSeed(_handle, unchecked((ulong)seed)), nameof(Seed));
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            Native.GeneratorFree(handle);
        }
    }
}
