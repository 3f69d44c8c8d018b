using HyperScaffold.Torch.Operators;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Numbers drawn uniformly from [0, 1).</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Aten.Rand(size, dtype, device: device), requires_grad);

    /// <summary>Numbers drawn uniformly from [0, 1).</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand(size.ToArray(), dtype, device, requires_grad);

    /// <summary>Numbers drawn uniformly from [0, 1).</summary>
    /// <param name="size">The length of its only dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[size], dtype, device, requires_grad);

    /// <summary>Numbers drawn uniformly from [0, 1).</summary>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((long[])[rows, columns], dtype, device, requires_grad);

    /// <summary>Numbers drawn from the standard normal distribution.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Aten.Randn(size, dtype, device: device), requires_grad);

    /// <summary>Numbers drawn from the standard normal distribution.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn(size.ToArray(), dtype, device, requires_grad);

    /// <summary>Numbers drawn from the standard normal distribution.</summary>
    /// <param name="size">The length of its only dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[size], dtype, device, requires_grad);

    /// <summary>Numbers drawn from the standard normal distribution.</summary>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((long[])[rows, columns], dtype, device, requires_grad);

    /// <summary>Whole numbers drawn uniformly from [0, high).</summary>
    /// <param name="high">The upper end, excluded.</param>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 64-bit integers.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null) =>
        randint(0, high, size, dtype, device);

    /// <summary>Whole numbers drawn uniformly from [low, high).</summary>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, excluded.</param>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 64-bit integers.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null) =>
        Aten.RandintLow(low, high, size, dtype ?? int64, device: device);

    /// <summary>The numbers from 0 to n - 1 in random order.</summary>
    /// <param name="n">How many.</param>
    /// <param name="dtype">The element type; null for 64-bit integers.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null) =>
        Aten.Randperm(n, dtype ?? int64, device: device);
}
