using System.Runtime.InteropServices;

namespace HyperScaffold.Torch.Interop;

/// <summary>The loaded shim of this process, found or built at the first call into libtorch.</summary>
internal static class ShimLibrary
{
    private static readonly Lazy<(nint Handle, ShimMemo Memo)> Loaded = new(() => Load(ShimEnvironment.Current));

    /// <summary>Gets the library's handle.</summary>
    /// <exception cref="HyperException">No libtorch can be used.</exception>
    internal static nint Handle => Loaded.Value.Handle;

    /// <summary>Gets where the shim and its libtorch lie.</summary>
    internal static ShimMemo Memo => Loaded.Value.Memo;

    private static (nint Handle, ShimMemo Memo) Load(ShimEnvironment environment)
    {
        var memo = new ShimBuilder(environment).Get();
        try
        {
            return (NativeLibrary.Load(memo.Library), memo);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new HyperException($"The shim for libtorch {memo.Libtorch} was built but cannot be loaded: {e.Message} Delete {memo.Library} and try again, or name another libtorch with HYPER_LIBTORCH.", e);
        }
    }
}
