namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that computes one thing from two inputs, such as a loss.</summary>
        /// <typeparam name="T1">The first input, usually <see cref="Tensor"/>.</typeparam>
        /// <typeparam name="T2">The second input, usually <see cref="Tensor"/>.</typeparam>
        /// <typeparam name="TResult">The output, usually <see cref="Tensor"/>.</typeparam>
        public abstract class Module<T1, T2, TResult> : Module
        {
            /// <summary>Initializes a new instance of the <see cref="Module{T1, T2, TResult}"/> class.</summary>
            /// <param name="name">The name for messages.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output; written by each module, called through <see cref="call"/>.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            /// <returns>The output.</returns>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes the output.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            /// <returns>The output.</returns>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}
