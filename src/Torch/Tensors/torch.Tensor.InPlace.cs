using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target) => Aten.AddTensorInPlace(this, target);

        /// <summary>Adds another tensor times a number in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <param name="alpha">The factor of the other tensor.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.AddTensorInPlace(this, target, alpha);

        /// <summary>Adds a number in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Scalar scalar) => Aten.AddScalarInPlace(this, scalar);

        /// <summary>Subtracts another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor sub_(Tensor target) => Aten.SubTensorInPlace(this, target);

        /// <summary>Multiplies with another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Tensor target) => Aten.MulTensorInPlace(this, target);

        /// <summary>Multiplies with a number in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Scalar target) => Aten.MulScalarInPlace(this, target);

        /// <summary>Divides by another tensor in place.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Tensor target) => Aten.DivTensorInPlace(this, target);

        /// <summary>Divides by a number in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Scalar target) => Aten.DivScalarInPlace(this, target);

        /// <summary>Sets all elements to 0.</summary>
        /// <returns>This tensor.</returns>
        public Tensor zero_() => Aten.ZeroInPlace(this);

        /// <summary>Sets all elements to a number.</summary>
        /// <param name="value">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor fill_(Scalar value) => Aten.FillScalarInPlace(this, value);

        /// <summary>Takes the elements of another tensor, of any type and device.</summary>
        /// <param name="source">The other tensor; its shape is broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source) => Aten.CopyInPlace(this, source);

        /// <summary>Draws each element uniformly.</summary>
        /// <param name="from">The lower end, included.</param>
        /// <param name="to">The upper end, excluded.</param>
        /// <returns>This tensor.</returns>
        public Tensor uniform_(double from, double to) => Aten.UniformInPlace(this, from, to);

        /// <summary>Draws each element from a normal distribution.</summary>
        /// <param name="mean">The mean.</param>
        /// <param name="std">The standard deviation.</param>
        /// <returns>This tensor.</returns>
        public Tensor normal_(double mean = 0, double std = 1) => Aten.NormalInPlace(this, mean, std);

        /// <summary>Limits each element in place.</summary>
        /// <param name="min">The lower limit.</param>
        /// <param name="max">The upper limit.</param>
        /// <returns>This tensor.</returns>
        public Tensor clamp_(Scalar min, Scalar max) => Aten.ClampInPlace(this, min, max);
    }
}
