using HyperScaffold.Torch.Fusing;
using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that computes one thing from one input.</summary>
        /// <typeparam name="T">The input, usually <see cref="Tensor"/>.</typeparam>
        /// <typeparam name="TResult">The output, usually <see cref="Tensor"/>.</typeparam>
        public abstract class Module<T, TResult> : Module
        {
            /// <summary>Initializes a new instance of the <see cref="Module{T, TResult}"/> class.</summary>
            /// <param name="name">The name for messages.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output; written by each module, called through <see cref="call"/>.</summary>
            /// <param name="input">The input.</param>
            /// <returns>The output.</returns>
            public abstract TResult forward(T input);

            /// <summary>Computes the output.</summary>
            /// <param name="input">The input.</param>
            /// <returns>The output.</returns>
            /// <exception cref="TorchException">libtorch refused; where the input does not fit a layer, the message names the layer, what it needs and what it got.</exception>
            public TResult call(T input)
            {
                try
                {
                    return forward(input);
                }
                catch (TorchException e) when (e.InnerException is null && input is Tensor { IsInvalid: false } tensor && Misfit(tensor) is { } expected)
                {
                    throw Unfit(expected, tensor, e);
                }
                catch (NotFusedException e) when (e.Layer is null)
                {
                    throw e.In(Described);
                }
            }

            /// <summary>What the layer needs of its input, or null when the input fits or nothing is known.</summary>
            private protected virtual string? Misfit(Tensor input) => null;

            private protected TorchException Unfit(string expected, Tensor input, Exception? cause = null) => ShapeMessage.For(Described, expected, input, cause);
        }
    }
}
