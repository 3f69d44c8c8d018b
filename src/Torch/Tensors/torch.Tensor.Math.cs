using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator +(Tensor left, Tensor right) => Ops.AddTensor.Call(left, right);

        /// <summary>The sum with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator +(Tensor left, Scalar right) => Ops.AddScalar.Call(left, right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Tensor left, Tensor right) => Ops.SubTensor.Call(left, right);

        /// <summary>The difference with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Tensor left, Scalar right) => Ops.SubScalar.Call(left, right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator *(Tensor left, Tensor right) => Ops.MulTensor.Call(left, right);

        /// <summary>The product with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator *(Tensor left, Scalar right) => Ops.MulScalar.Call(left, right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator /(Tensor left, Tensor right) => Ops.DivTensor.Call(left, right);

        /// <summary>The quotient with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator /(Tensor left, Scalar right) => Ops.DivScalar.Call(left, right);

        /// <summary>The sum with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator +(Scalar left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>The product with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator *(Scalar left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>The difference from a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Scalar left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The opposite.</summary>
        /// <param name="value">The tensor.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Tensor value) => Ops.Neg.Call(value);

        /// <summary>Adds another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor add(Tensor target) => Ops.AddTensor.Call(this, target);

        /// <summary>Adds a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor add(Scalar scalar) => Ops.AddScalar.Call(this, scalar);

        /// <summary>Subtracts another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor sub(Tensor target) => Ops.SubTensor.Call(this, target);

        /// <summary>Subtracts a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor sub(Scalar scalar) => Ops.SubScalar.Call(this, scalar);

        /// <summary>Multiplies with another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor mul(Tensor target) => Ops.MulTensor.Call(this, target);

        /// <summary>Multiplies with a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor mul(Scalar scalar) => Ops.MulScalar.Call(this, scalar);

        /// <summary>Divides by another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor div(Tensor target) => Ops.DivTensor.Call(this, target);

        /// <summary>Divides by a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor div(Scalar scalar) => Ops.DivScalar.Call(this, scalar);

        /// <summary>Raises each element to a power.</summary>
        /// <param name="exponent">The power.</param>
        /// <returns>The result.</returns>
        public Tensor pow(Scalar exponent) => Ops.PowTensorScalar.Call(this, exponent);

        /// <summary>The opposite.</summary>
        /// <returns>The result.</returns>
        public Tensor neg() => Ops.Neg.Call(this);

        /// <summary>e to the power of each element.</summary>
        /// <returns>The result.</returns>
        public Tensor exp() => Ops.Exp.Call(this);

        /// <summary>The natural logarithm.</summary>
        /// <returns>The result.</returns>
        public Tensor log() => Ops.Log.Call(this);

        /// <summary>The square root.</summary>
        /// <returns>The result.</returns>
        public Tensor sqrt() => Ops.Sqrt.Call(this);

        /// <summary>The absolute value.</summary>
        /// <returns>The result.</returns>
        public Tensor abs() => Ops.Abs.Call(this);

        /// <summary>The square.</summary>
        /// <returns>The result.</returns>
        public Tensor square() => Ops.Square.Call(this);

        /// <summary>1 / (1 + exp(-x)).</summary>
        /// <returns>The result.</returns>
        public Tensor sigmoid() => Ops.Sigmoid.Call(this);

        /// <summary>The hyperbolic tangent.</summary>
        /// <returns>The result.</returns>
        public Tensor tanh() => Ops.Tanh.Call(this);

        /// <summary>The larger of 0 and each element.</summary>
        /// <returns>The result.</returns>
        public Tensor relu() => Ops.Relu.Call(this);

        /// <summary>Which elements are not a number.</summary>
        /// <returns>The result.</returns>
        public Tensor isnan() => Ops.Isnan.Call(this);

        /// <summary>Which elements are finite.</summary>
        /// <returns>The result.</returns>
        public Tensor isfinite() => Ops.Isfinite.Call(this);

        /// <summary>Limits each element.</summary>
        /// <param name="min">The lower limit, or null.</param>
        /// <param name="max">The upper limit, or null.</param>
        /// <returns>The result.</returns>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Call(this, min is { } low ? low : Arg.None, max is { } high ? high : Arg.None);

        /// <summary>The matrix product, of batches too.</summary>
        /// <param name="target">The right side.</param>
        /// <returns>The result.</returns>
        public Tensor matmul(Tensor target) => Ops.Matmul.Call(this, target);

        /// <summary>The product of two matrices.</summary>
        /// <param name="target">The right side.</param>
        /// <returns>The result.</returns>
        public Tensor mm(Tensor target) => Ops.Mm.Call(this, target);

        /// <summary>The products of two batches of matrices.</summary>
        /// <param name="batch2">The right sides.</param>
        /// <returns>The result.</returns>
        public Tensor bmm(Tensor batch2) => Ops.Bmm.Call(this, batch2);
    }
}
