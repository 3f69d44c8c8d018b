using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target) => Change(Ops.AddTensorInPlace, target);

        /// <summary>Adds another tensor times a number in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <param name="alpha">The factor of the other tensor.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target, Scalar alpha) => Change(Ops.AddTensorInPlace, target, alpha);

        /// <summary>Adds a number in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Scalar scalar) => Change(Ops.AddScalarInPlace, scalar);

        /// <summary>Subtracts another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor sub_(Tensor target) => Change(Ops.SubTensorInPlace, target);

        /// <summary>Multiplies with another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Tensor target) => Change(Ops.MulTensorInPlace, target);

        /// <summary>Multiplies with a number in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Scalar target) => Change(Ops.MulScalarInPlace, target);

        /// <summary>Divides by another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Tensor target) => Change(Ops.DivTensorInPlace, target);

        /// <summary>Divides by a number in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Scalar target) => Change(Ops.DivScalarInPlace, target);

        /// <summary>Sets all elements to 0.</summary>
        /// <returns>This tensor.</returns>
        public Tensor zero_() => Change(Ops.ZeroInPlace);

        /// <summary>Sets all elements to a number.</summary>
        /// <param name="value">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor fill_(Scalar value) => Change(Ops.FillScalarInPlace, value);

        /// <summary>Takes the elements of another tensor, of any type and device.</summary>
        /// <param name="source">The other tensor; its shape is broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source) => Change(Ops.CopyInPlace, source);

        /// <summary>Draws each element uniformly.</summary>
        /// <param name="from">The lower end, included.</param>
        /// <param name="to">The upper end, excluded.</param>
        /// <returns>This tensor.</returns>
        public Tensor uniform_(double from, double to) => Change(Ops.UniformInPlace, from, to);

        /// <summary>Draws each element from a normal distribution.</summary>
        /// <param name="mean">The mean.</param>
        /// <param name="std">The standard deviation.</param>
        /// <returns>This tensor.</returns>
        public Tensor normal_(double mean = 0, double std = 1) => Change(Ops.NormalInPlace, mean, std);

        /// <summary>Limits each element in place.</summary>
        /// <param name="min">The lower limit.</param>
        /// <param name="max">The upper limit.</param>
        /// <returns>This tensor.</returns>
        public Tensor clamp_(Scalar min, Scalar max) => Change(Ops.ClampInPlace, min, max);

        // the operator's result is this tensor again, so it is dropped
        private Tensor Change(Operator op)
        {
            op.Run(this);
            return this;
        }

        private Tensor Change(Operator op, Arg first)
        {
            op.Run(this, first);
            return this;
        }

        private Tensor Change(Operator op, Arg first, Arg second)
        {
            op.Run(this, first, second);
            return this;
        }
    }
}
