namespace HyperScaffold.Torch.Tensors;

/// <summary>Copies a tensor's elements to C# memory, in the order of its dimensions, from any device.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TensorAccessor<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    /// <summary>Gets how many elements there are.</summary>
    public long Count => _tensor.numel();

    /// <summary>Copies all elements to a new array.</summary>
    /// <returns>The array.</returns>
    public T[] ToArray()
    {
        var array = new T[Count];
        _tensor.CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>Copies all elements.</summary>
    /// <param name="array">An array of at least <see cref="Count"/> elements after the start.</param>
    /// <param name="arrayIndex">Where to start in the array.</param>
    public void CopyTo(T[] array, int arrayIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        _tensor.CopyTo(array.AsSpan(arrayIndex, checked((int)Count)));
    }
}
