using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Aten.Zeros(size, dtype, device: device), requires_grad);

    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros(size.ToArray(), dtype, device, requires_grad);

    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">The length of its only dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros((long[])[size], dtype, device, requires_grad);

    /// <summary>A tensor of zeros.</summary>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros((long[])[rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Aten.Ones(size, dtype, device: device), requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones(size.ToArray(), dtype, device, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="size">The length of its only dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones((long[])[size], dtype, device, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones((long[])[rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor whose elements are not set.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Aten.EmptyMemoryFormat(size, dtype, device: device), requires_grad);

    /// <summary>A tensor whose elements are not set.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty(size.ToArray(), dtype, device, requires_grad);

    /// <summary>A tensor whose elements are not set.</summary>
    /// <param name="size">The length of its only dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty((long[])[size], dtype, device, requires_grad);

    /// <summary>A tensor whose elements are not set.</summary>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty((long[])[rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor with one value everywhere.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">The element type; null for the value's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Aten.Full(size, value, dtype, device: device), requires_grad);

    private static Tensor Record(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;
}
