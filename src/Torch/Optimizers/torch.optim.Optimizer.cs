using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters along their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            private readonly Parameter[] _parameters;

            private protected Optimizer(IEnumerable<Parameter> parameters, double learningRate)
            {
                _parameters = [.. parameters];
                LearningRate = learningRate;
                if (_parameters.Length == 0)
                {
                    throw new HyperException("An optimizer needs at least one parameter, but got none. Register the model's layers (RegisterComponents) before making the optimizer.");
                }
            }

            /// <summary>Gets or sets the step size of the next step.</summary>
            public double LearningRate { get; set; }

            /// <summary>Forgets the gradients of all parameters.</summary>
            public void zero_grad() => DropGradients(_parameters);

            /// <summary>Changes every parameter that has a gradient.</summary>
            /// <param name="closure">Computes the loss again before the step, or null.</param>
            /// <returns>What the closure returned, or null.</returns>
            public Tensor? step(Func<Tensor>? closure = null)
            {
                var loss = closure?.Invoke();
                var before = Native.GradMode();
                Native.SetGradMode(0);
                try
                {
                    Update(WithGradient());
                }
                finally
                {
                    Native.SetGradMode(before);
                }

                return loss;
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            internal static unsafe void DropGradients(Tensor[] tensors)
            {
                var handles = tensors.Length <= 64 ? stackalloc nint[64] : new nint[tensors.Length];
                Fill(tensors, handles);
                fixed (nint* first = handles)
                {
                    Native.Check(Native.DropGrads(first, tensors.Length), nameof(zero_grad));
                }

                GC.KeepAlive(tensors);
            }

            /// <summary>Changes parameters; recording is off.</summary>
            /// <param name="tensors">The parameters that have a gradient, the same array while it is all of them.</param>
            private protected abstract void Update(Tensor[] tensors);

            /// <summary>Disposes what the optimizer remembers of each parameter.</summary>
            /// <param name="disposing">True when called by hand.</param>
            protected abstract void Dispose(bool disposing);

            private static void Fill(Tensor[] tensors, Span<nint> handles)
            {
                for (var i = 0; i < tensors.Length; i++)
                {
                    handles[i] = tensors[i].Handle;
                }
            }

            private unsafe Tensor[] WithGradient()
            {
                var count = _parameters.Length;
                var handles = count <= 64 ? stackalloc nint[64] : new nint[count];
                var present = count <= 64 ? stackalloc byte[64] : new byte[count];
                Fill(_parameters, handles);
                int found;
                fixed (nint* first = handles)
                {
                    fixed (byte* flags = present)
                    {
                        Native.Check(Native.GradsPresent(first, count, flags, out found), nameof(step));
                    }
                }

                GC.KeepAlive(_parameters);
                return found == count ? _parameters : Chosen(present);
            }

            private Tensor[] Chosen(ReadOnlySpan<byte> present)
            {
                var chosen = new List<Tensor>();
                for (var i = 0; i < _parameters.Length; i++)
                {
                    if (present[i] != 0)
                    {
                        chosen.Add(_parameters[i]);
                    }
                }

                return [.. chosen];
            }
        }
    }
}
