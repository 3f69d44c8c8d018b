using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>x times the normal distribution's share below x.</summary>
        /// <returns>The layer.</returns>
        public static GELU GELU() => new(Modules.GELU.Approximate.None);

        /// <summary>x times the normal distribution's share below x.</summary>
        /// <param name="approximate">How it is computed.</param>
        /// <returns>The layer.</returns>
        public static GELU GELU(GELU.Approximate approximate) => new(approximate);

        /// <summary>x sigmoid(x).</summary>
        /// <param name="inplace">True to overwrite the input.</param>
        /// <returns>The layer.</returns>
        public static SiLU SiLU(bool inplace = false) => new(inplace);

        /// <summary>The hyperbolic tangent.</summary>
        /// <param name="inplace">True to overwrite the input.</param>
        /// <returns>The layer.</returns>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>1 / (1 + exp(-x)).</summary>
        /// <param name="inplace">True to overwrite the input.</param>
        /// <returns>The layer.</returns>
        public static Sigmoid Sigmoid(bool inplace = false) => new(inplace);

        /// <summary>The softmax over one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <returns>The layer.</returns>
        public static Softmax Softmax(long dim) => new(dim);
    }
}
