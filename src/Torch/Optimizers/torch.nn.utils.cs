using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Optimizers;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to gradients between the backward pass and the step.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients together so that their norm is at most a number.</summary>
            /// <param name="tensors">The parameters; those without a gradient are left out.</param>
            /// <param name="max_norm">The largest norm, above 0.</param>
            /// <param name="norm_type">Which norm: 2 for the Euclidean one, infinity for the largest element.</param>
            /// <returns>The norm before scaling; not finite when a gradient is not.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                var trained = Gradients.Present([.. tensors]);
                if (trained.Length == 0)
                {
                    return 0;
                }

                var gradients = TensorList.GradientsOf(trained);
                var norms = stack(Aten.ForeachNormScalar(gradients, norm_type));
                var norm = Aten.NormScalar(norms, norm_type).ToDouble();
                var factor = max_norm / (norm + 1e-6);
                if (!(factor >= 1))
                {
                    Aten.ForeachMulScalarInPlace(gradients, factor);
                }

                return norm;
            }

            /// <summary>Brings each element of all gradients into a range around 0.</summary>
            /// <param name="tensors">The parameters; those without a gradient are left out.</param>
            /// <param name="clip_value">The largest absolute value, above 0.</param>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                foreach (var tensor in Gradients.Present([.. tensors]))
                {
                    Aten.ClampInPlace(tensor.grad!, -clip_value, clip_value);
                }
            }
        }
    }
}
