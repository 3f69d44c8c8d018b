using HyperScaffold.Torch.Interop;
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
        Record(Ops.Zeros.Call(size, dtype, Arg.None, device), requires_grad);

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
        Record(Ops.Ones.Call(size, dtype, Arg.None, device), requires_grad);

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
        Record(Ops.EmptyMemoryFormat.Call(size, dtype, Arg.None, device), requires_grad);

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

    /// <summary>Numbers drawn uniformly from [0, 1).</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for 32-bit floating point.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Ops.Rand.Call(size, dtype, Arg.None, device), requires_grad);

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
        Record(Ops.Randn.Call(size, dtype, Arg.None, device), requires_grad);

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

    /// <summary>A tensor with one value everywhere.</summary>
    /// <param name="size">The lengths of the dimensions.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">The element type; null for the value's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Record(Ops.Full.Call(size, value, dtype, Arg.None, device), requires_grad);

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
        Ops.RandintLow.Call(low, high, size, dtype ?? int64, Arg.None, device);

    /// <summary>The numbers from 0 to n - 1 in random order.</summary>
    /// <param name="n">How many.</param>
    /// <param name="dtype">The element type; null for 64-bit integers.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <returns>The tensor.</returns>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null) =>
        Ops.Randperm.Call(n, dtype ?? int64, Arg.None, device);

    /// <summary>Numbers at equal distances.</summary>
    /// <param name="start">The first.</param>
    /// <param name="stop">The end, excluded.</param>
    /// <param name="step">The distance.</param>
    /// <param name="dtype">The element type; null for that of the numbers.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <returns>The tensor.</returns>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null) =>
        Ops.ArangeStartStep.Call(start, stop, step, dtype, Arg.None, device);

    /// <summary>Joins tensors along a new dimension.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="dim">The new dimension.</param>
    /// <returns>The result.</returns>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.Stack.Call(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a dimension that they have.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="dim">The dimension.</param>
    /// <returns>The result.</returns>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Ops.Cat.Call(tensors.ToArray(), dim);

    /// <summary>The larger of two tensors, element by element.</summary>
    /// <param name="input">One tensor.</param>
    /// <param name="other">The other tensor.</param>
    /// <returns>The result.</returns>
    public static Tensor maximum(Tensor input, Tensor other) => Ops.Maximum.Call(input, other);

    /// <summary>The smaller of two tensors, element by element.</summary>
    /// <param name="input">One tensor.</param>
    /// <param name="other">The other tensor.</param>
    /// <returns>The result.</returns>
    public static Tensor minimum(Tensor input, Tensor other) => Ops.Minimum.Call(input, other);

    /// <summary>The matrix product, of batches too.</summary>
    /// <param name="input">One tensor.</param>
    /// <param name="other">The other tensor.</param>
    /// <returns>The result.</returns>
    public static Tensor matmul(Tensor input, Tensor other) => Ops.Matmul.Call(input, other);

    /// <summary>Takes from one tensor where a condition holds, else from another.</summary>
    /// <param name="condition">Truth values.</param>
    /// <param name="x">Where it holds.</param>
    /// <param name="y">Where it does not.</param>
    /// <returns>The result.</returns>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Ops.WhereSelf.Call(condition, x, y);

    private static Tensor Record(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;
}
