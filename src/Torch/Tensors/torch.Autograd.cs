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

    /// <summary>
    /// Lets operators that gain by it (products, convolutions) compute in 16 bits on this thread until disposed; sums,
    /// norms and losses stay in 32 bits. Put the forward pass inside, the backward pass outside.
    /// </summary>
    /// <param name="device_type">The kind of device.</param>
    /// <param name="dtype"><see cref="bfloat16"/> anywhere, <see cref="float16"/> on CUDA; null for CUDA's float16 or the CPU's bfloat16.</param>
    /// <param name="enabled">False to compute in 32 bits within another such scope.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="HyperException">The type is not one of 16 bits, or is float16 on the CPU.</exception>
    public static IDisposable autocast(DeviceType device_type, ScalarType? dtype = null, bool enabled = true)
    {
        var type = dtype ?? (device_type == DeviceType.CPU ? ScalarType.BFloat16 : ScalarType.Float16);
        if (type is not (ScalarType.BFloat16 or ScalarType.Float16) || (type == ScalarType.Float16 && device_type == DeviceType.CPU))
        {
            throw new HyperException($"Automatic casts go to bfloat16, or on CUDA to float16, but got {type} on {device_type}. Use bfloat16.");
        }

        return new AutocastScope(device_type, enabled ? type : null);
    }

    /// <summary>Tells whether automatic casts are on for this thread.</summary>
    /// <param name="device_type">The kind of device.</param>
    /// <returns>True within <see cref="autocast"/>.</returns>
    public static bool is_autocast_enabled(DeviceType device_type)
    {
        Native.Check(Native.Autocast((int)device_type, out var type), nameof(is_autocast_enabled));
        return type >= 0;
    }
}
