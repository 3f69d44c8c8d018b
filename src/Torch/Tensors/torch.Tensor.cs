using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Opens a scope that disposes the tensors made inside it on this thread.</summary>
    /// <returns>The scope; dispose it to close it.</returns>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>
    /// An array of numbers on a device, with PyTorch's operators. Disposed by the innermost scope, by hand, or in the
    /// end by the collector; which of these comes first does not matter.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private nint _handle;
        private DisposeScope? _scope;

        internal Tensor(nint handle)
        {
            _handle = handle;
            _scope = DisposeScope.Current;
            ScopePlace = _scope?.Add(this) ?? 0;
        }

        /// <summary>Finalizes an instance of the <see cref="Tensor"/> class.</summary>
        ~Tensor() => Release();

        /// <summary>Gets the element type.</summary>
        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)Native.Type(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        /// <summary>Gets where it lies.</summary>
        public Device device
        {
            get
            {
                Native.Device(Handle, out var type, out var index);
                GC.KeepAlive(this);
                return new Device((DeviceType)type, index);
            }
        }

        /// <summary>Gets the lengths of its dimensions.</summary>
        public long[] shape
        {
            get
            {
                var sizes = WholeShape;
                return Members is null ? sizes : [.. sizes[..MemberDim], .. sizes[(MemberDim + 1)..]];
            }
        }

        /// <summary>Gets a value indicating whether it was disposed.</summary>
        public bool IsInvalid => _handle == 0;

        internal int ScopePlace { get; set; }

        internal nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Tensor));

        /// <summary>How many dimensions it has.</summary>
        /// <returns>0 for a single number.</returns>
        public long dim()
        {
            var dims = Native.Dims(Handle);
            GC.KeepAlive(this);
            return Members is null ? dims : dims - 1;
        }

        /// <summary>The length of one dimension.</summary>
        /// <param name="dim">Its number; negative ones count from the end.</param>
        /// <returns>The length.</returns>
        public long size(int dim)
        {
            var sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        /// <summary>How many elements it has.</summary>
        /// <returns>The product of <see cref="shape"/>.</returns>
        public long numel() => shape.Aggregate(1L, (product, length) => product * length);

        /// <summary>Makes it a member of the scope around its own, or of none when there is none.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope() => _scope is { } scope ? scope.MoveToOuter(this) : this;

        /// <summary>Frees it of all scopes; its owner disposes it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope() => MoveTo(null);

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }

        /// <inheritdoc/>
        public override string ToString() =>
            IsInvalid ? "a disposed tensor" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        internal Tensor MoveTo(DisposeScope? scope)
        {
            _scope?.Remove(ScopePlace);
            _scope = scope;
            ScopePlace = scope?.Add(this) ?? 0;
            return this;
        }

        internal void DisposeOfScope()
        {
            _scope = null;
            Dispose();
        }

        // the one who asks owns the memory from now on, and this tensor is as if disposed
        internal nint TakeHandle()
        {
            MoveTo(null);
            var handle = Interlocked.Exchange(ref _handle, 0);
            Dispose();
            return handle;
        }

        internal void ReplaceBy(Tensor other)
        {
            var before = Interlocked.Exchange(ref _handle, other.TakeHandle());
            Native.Free(before);
        }

        // the values change places, scopes and owners stay; gradients go with the values
        internal void SwapWith(Tensor other) => other._handle = Interlocked.Exchange(ref _handle, other._handle);

        internal bool IsMemberOf(DisposeScope scope) => ReferenceEquals(_scope, scope);

        /// <summary>Frees the memory.</summary>
        /// <param name="disposing">False when the collector does it, on another thread than the scope's.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing && _handle != 0)
            {
                MoveTo(null);
            }

            Release();
        }

        private void Release()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Native.Free(handle);
            }
        }
    }
}
