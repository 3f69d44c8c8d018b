using HyperScaffold.Torch.Fusing;
using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements, to be copied to C# memory.</summary>
        /// <typeparam name="T">The element type, which must be the tensor's.</typeparam>
        /// <returns>The accessor.</returns>
        /// <exception cref="HyperException">The types differ.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (ElementTypes.Of<T>() is var type && type != dtype)
            {
                throw new HyperException($"data<{typeof(T).Name}>() reads {type}, but the tensor holds {dtype}. Convert it with to({type}) or ask for its own type.");
            }

            return new TensorAccessor<T>(this);
        }

        /// <summary>The value of a tensor with one element, converted to any number type.</summary>
        /// <typeparam name="T">The type to convert to.</typeparam>
        /// <returns>The value.</returns>
        /// <exception cref="TorchException">There is more than one element.</exception>
        public T item<T>()
            where T : unmanaged =>
            (T)Convert.ChangeType(Aten.Item(this), typeof(T), System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>The value of a tensor with one element.</summary>
        /// <returns>The value.</returns>
        public float ToSingle() => (float)Aten.Item(this);

        /// <summary>The value of a tensor with one element.</summary>
        /// <returns>The value.</returns>
        public double ToDouble() => Aten.Item(this);

        /// <summary>The value of a tensor with one element.</summary>
        /// <returns>The value.</returns>
        public int ToInt32() => item<int>();

        /// <summary>The value of a tensor with one element.</summary>
        /// <returns>The value.</returns>
        public long ToInt64() => item<long>();

        internal static unsafe Tensor From<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> shape)
            where T : unmanaged
        {
            var expected = 1L;
            foreach (var length in shape)
            {
                expected *= length;
            }

            if (expected != elements.Length)
            {
                throw new HyperException($"A tensor of the shape [{string.Join(", ", shape.ToArray())}] needs {expected} elements, but got {elements.Length}. Give another shape.");
            }

            fixed (T* data = elements)
            {
                fixed (long* sizes = shape)
                {
                    Native.Check(Native.FromMemory(data, (int)ElementTypes.Of<T>(), sizes, shape.Length, out var handle), "tensor");
                    return new Tensor(handle);
                }
            }
        }

        internal static unsafe Tensor FromBytes(ReadOnlySpan<byte> bytes, ScalarType type, ReadOnlySpan<long> shape)
        {
            fixed (byte* data = bytes)
            {
                fixed (long* sizes = shape)
                {
                    Native.Check(Native.FromMemory(data, (int)type, sizes, shape.Length, out var handle), "tensor");
                    return new Tensor(handle);
                }
            }
        }

        internal unsafe void CopyTo<T>(Span<T> elements)
            where T : unmanaged
        {
            if (Members is not null)
            {
                throw new NotFusedException("reading values");
            }

            fixed (T* data = elements)
            {
                var status = Native.ToMemory(Handle, data, (long)elements.Length * sizeof(T));
                GC.KeepAlive(this);
                Native.Check(status, nameof(data));
            }
        }
    }
}
