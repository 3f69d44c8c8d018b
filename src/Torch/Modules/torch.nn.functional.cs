using HyperScaffold.Torch.Operators;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as functions.</summary>
        public static partial class functional
        {
            /// <summary>x W^T + b.</summary>
            /// <param name="input">The input, features in its last dimension.</param>
            /// <param name="weights">W, output by input features.</param>
            /// <param name="bias">b, or null.</param>
            /// <returns>The output.</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.Linear(input, weights, bias);

            /// <summary>The larger of 0 and each element.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">True to overwrite the input.</param>
            /// <returns>The output.</returns>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Aten.ReluInPlace(x) : Aten.Relu(x);

            /// <summary>x times the normal distribution's share below x.</summary>
            /// <param name="x">The input.</param>
            /// <returns>The output.</returns>
            public static Tensor gelu(Tensor x) => Aten.Gelu(x);

            /// <summary>x sigmoid(x) of each element.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">True to overwrite the input.</param>
            /// <returns>The output.</returns>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Aten.SiluInPlace(x) : Aten.Silu(x);

            /// <summary>The hyperbolic tangent of each element.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">True to overwrite the input.</param>
            /// <returns>The output.</returns>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Aten.TanhInPlace(x) : Aten.Tanh(x);

            /// <summary>1 / (1 + exp(-x)) of each element.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">True to overwrite the input.</param>
            /// <returns>The output.</returns>
            public static Tensor sigmoid(Tensor x, bool inplace = false) => inplace ? Aten.SigmoidInPlace(x) : Aten.Sigmoid(x);

            /// <summary>Sets each element to 0 with a probability and scales the others up by 1 / (1 - p).</summary>
            /// <param name="input">The input.</param>
            /// <param name="p">The probability, in [0, 1].</param>
            /// <param name="training">False to return the input as it is.</param>
            /// <param name="inplace">True to overwrite the input.</param>
            /// <returns>The output.</returns>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.DropoutInPlace(input, p, training) : Aten.Dropout(input, p, training);

            /// <summary>The softmax over one dimension.</summary>
            /// <param name="input">The input.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">The element type of the result; null keeps the input's.</param>
            /// <returns>The output.</returns>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.SoftmaxInt(input, dim, dtype);

            /// <summary>The logarithm of the softmax over one dimension.</summary>
            /// <param name="input">The input.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">The element type of the result; null keeps the input's.</param>
            /// <returns>The output.</returns>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.LogSoftmaxInt(input, dim, dtype);

            /// <summary>Class numbers as rows with a single 1.</summary>
            /// <param name="x">The class numbers, as 64-bit integers.</param>
            /// <param name="num_classes">How many classes; -1 for one more than the largest number.</param>
            /// <returns>One more dimension.</returns>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.OneHot(x, num_classes);
        }
    }
}
