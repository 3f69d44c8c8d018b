using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Optimizers;

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

            /// <summary>Gets the groups of parameters: one here, so setting its learning rate sets that of all.</summary>
            public IEnumerable<Optimizer> ParamGroups => [this];

            /// <summary>Forgets the gradients of all parameters.</summary>
            public void zero_grad() => Gradients.Drop(_parameters);

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
                    Update(Gradients.Present(_parameters));
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

            internal void WriteTo(TrainingState state, IReadOnlyList<Parameter> trained)
            {
                foreach (var (kind, memory) in Memories)
                {
                    memory.WriteTo(state, kind, trained);
                }

                WriteNumbers(state.Numbers);
            }

            internal void ReadFrom(TrainingState state, IReadOnlyList<Parameter> trained)
            {
                foreach (var (kind, memory) in Memories)
                {
                    memory.ReadFrom(state, kind, trained);
                }

                ReadNumbers(state.Numbers);
            }

            /// <summary>Gets what is remembered of each parameter.</summary>
            private protected abstract IEnumerable<(string Kind, OptimizerState Memory)> Memories { get; }

            /// <summary>Writes down the counters.</summary>
            private protected virtual void WriteNumbers(Dictionary<string, double> numbers)
            {
            }

            /// <summary>Takes over the counters.</summary>
            private protected virtual void ReadNumbers(Dictionary<string, double> numbers)
            {
            }

            /// <summary>Changes parameters; recording is off.</summary>
            /// <param name="tensors">The parameters that have a gradient, the same array while it is all of them.</param>
            private protected abstract void Update(Tensor[] tensors);

            /// <summary>Disposes what the optimizer remembers of each parameter.</summary>
            /// <param name="disposing">True when called by hand.</param>
            protected abstract void Dispose(bool disposing);
        }
    }
}
