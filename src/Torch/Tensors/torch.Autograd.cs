using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Stops recording on this thread until disposed.</summary>
    /// <returns>The scope.</returns>
    public static IDisposable no_grad() => new GradModeScope(enabled: false);

    /// <summary>Records, or stops recording, on this thread until disposed.</summary>
    /// <param name="enabled">True to record.</param>
    /// <returns>The scope.</returns>
    public static IDisposable enable_grad(bool enabled = true) => new GradModeScope(enabled);

    /// <summary>Records, or stops recording, on this thread until disposed.</summary>
    /// <param name="mode">True to record.</param>
    /// <returns>The scope.</returns>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeScope(mode);

    /// <summary>Tells whether operators are recorded on this thread.</summary>
    /// <returns>True unless a scope says otherwise.</returns>
    public static bool is_grad_enabled() => Native.GradMode() != 0;
}
