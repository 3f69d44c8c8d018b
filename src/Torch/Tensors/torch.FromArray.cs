namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<byte>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<byte>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<short>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<short>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<int>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<int>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<long>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(long[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<long>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<float>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<float>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<double>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<double>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with one dimension from an array.</summary>
    /// <param name="rawArray">The elements; they are copied.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<bool>(rawArray, [rawArray?.Length ?? 0]), dtype, device, requires_grad);

    /// <summary>A tensor from an array.</summary>
    /// <param name="rawArray">The elements, the last dimension fastest; they are copied.</param>
    /// <param name="dimensions">The lengths of the dimensions.</param>
    /// <param name="dtype">The element type; null for the array's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<bool>(rawArray, dimensions), dtype, device, requires_grad);

    /// <summary>A tensor with a single number.</summary>
    /// <param name="scalar">The number.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<float>([scalar], []), null, device, requires_grad);

    /// <summary>A tensor with a single number.</summary>
    /// <param name="scalar">The number.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<int>([scalar], []), null, device, requires_grad);

    /// <summary>A tensor with a single number.</summary>
    /// <param name="scalar">The number.</param>
    /// <param name="dtype">The element type; null for the number's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<double>([scalar], []), dtype, device, requires_grad);

    /// <summary>A tensor with a single number.</summary>
    /// <param name="scalar">The number.</param>
    /// <param name="dtype">The element type; null for the number's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<long>([scalar], []), dtype, device, requires_grad);

    /// <summary>A tensor with a single number.</summary>
    /// <param name="scalar">The number.</param>
    /// <param name="dtype">The element type; null for the number's own.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <param name="requires_grad">True to record it for gradients.</param>
    /// <returns>The tensor.</returns>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Tensor.From<bool>([scalar], []), dtype, device, requires_grad);

    private static Tensor Finish(Tensor tensor, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var result = dtype is null && device is null ? tensor : tensor.to(dtype ?? tensor.dtype, device ?? CPU);
        if (!ReferenceEquals(result, tensor))
        {
            tensor.Dispose();
        }

        return requires_grad ? result.requires_grad_() : result;
    }
}
