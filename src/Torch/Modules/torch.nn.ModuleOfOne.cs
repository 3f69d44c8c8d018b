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
            public TResult call(T input) => forward(input);
        }
    }
}
