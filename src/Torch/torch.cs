using System.Runtime.InteropServices;
using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch;

/// <summary>PyTorch's module of the same name, with TorchSharp's spelling, over the libtorch that is installed.</summary>
public static partial class torch
{
    /// <summary>32-bit floating point, the default of parameters.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>16-bit floating point.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>16-bit floating point with the range of 32-bit floating point.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>64-bit floating point.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>64-bit integers, the type of class labels and indices.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>32-bit integers.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>8-bit unsigned integers.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>Truth values.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>The CPU.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Gets the current CUDA device.</summary>
    public static Device CUDA => new(DeviceType.CUDA);

    /// <summary>Gets the version of the libtorch in use, such as <c>1.13.0</c>.</summary>
    /// <exception cref="HyperException">No libtorch can be used.</exception>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.Version()) ?? string.Empty;

    /// <summary>How libtorch was built: compiler, BLAS, instruction sets.</summary>
    /// <returns>Several lines of text.</returns>
    public static string show_config() => Marshal.PtrToStringUTF8(Native.Config()) ?? string.Empty;

    /// <summary>Seeds the generators of all devices: initial weights, dropout, random tensors.</summary>
    /// <param name="seed">Any number.</param>
    /// <exception cref="TorchException">libtorch refused.</exception>
    public static void manual_seed(long seed) => Native.Check(Native.ManualSeed(unchecked((ulong)seed)), nameof(manual_seed));

    /// <summary>Sets how many threads one operator may use.</summary>
    /// <param name="num">At least 1. OpenBLAS has its own pool, set by OPENBLAS_NUM_THREADS before the start.</param>
    /// <exception cref="TorchException">libtorch refused.</exception>
    public static void set_num_threads(int num) => Native.Check(Native.SetNumThreads(num), nameof(set_num_threads));

    /// <summary>How many threads one operator may use.</summary>
    /// <returns>At least 1.</returns>
    public static int get_num_threads() => Native.GetNumThreads();

    /// <summary>A device by its name.</summary>
    /// <param name="description">Such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <returns>The device.</returns>
    /// <exception cref="HyperException">The name is not known.</exception>
    public static Device device(string description) => Device.Parse(description);

    /// <summary>A device by its type.</summary>
    /// <param name="deviceType">The type.</param>
    /// <param name="index">The number among its kind; -1 for the current one.</param>
    /// <returns>The device.</returns>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);
}
