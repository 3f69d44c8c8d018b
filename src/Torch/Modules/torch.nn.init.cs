namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initial values, set in place.</summary>
        public static class init
        {
            /// <summary>Draws each element uniformly.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="low">The lower end.</param>
            /// <param name="high">The upper end.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1) => Quietly(tensor, t => t.uniform_(low, high));

            /// <summary>Draws each element from a normal distribution.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="mean">The mean.</param>
            /// <param name="std">The standard deviation.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1) => Quietly(tensor, t => t.normal_(mean, std));

            /// <summary>Sets each element to a number.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="val">The number.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor constant_(Tensor tensor, double val) => Quietly(tensor, t => t.fill_(val));

            /// <summary>Sets each element to 0.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Sets each element to 1.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Draws uniformly from +-gain sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010).</summary>
            /// <param name="tensor">The weights, with at least two dimensions.</param>
            /// <param name="gain">The factor.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = Fans(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Draws uniformly from +-sqrt(6 / ((1 + a^2) fan in)) (He et al. 2015).</summary>
            /// <param name="tensor">The weights, with at least two dimensions.</param>
            /// <param name="a">The slope of the leaky rectifier that follows.</param>
            /// <returns>The same tensor.</returns>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0)
            {
                var bound = Math.Sqrt(6.0 / ((1 + (a * a)) * Fans(tensor).FanIn));
                return uniform_(tensor, -bound, bound);
            }

            private static (long FanIn, long FanOut) Fans(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new HyperException($"Initial values by fan need a tensor with at least two dimensions, but got the shape [{string.Join(", ", shape)}]. Use uniform_ instead.");
                }

                var field = shape.Skip(2).Aggregate(1L, (product, length) => product * length);
                return (shape[1] * field, shape[0] * field);
            }

            private static Tensor Quietly(Tensor tensor, Func<Tensor, Tensor> change)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                using var quiet = no_grad();
                return change(tensor);
            }
        }
    }
}
