using HyperScaffold.Torch.Operators;
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
        public static Tensor operator +(Tensor left, Tensor right) => Aten.AddTensor(left, right);

        /// <summary>The sum with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator +(Tensor left, Scalar right) => Aten.AddScalar(left, right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Tensor left, Tensor right) => Aten.SubTensor(left, right);

        /// <summary>The difference with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Tensor left, Scalar right) => Aten.SubScalar(left, right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator *(Tensor left, Tensor right) => Aten.MulTensor(left, right);

        /// <summary>The product with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator *(Tensor left, Scalar right) => Aten.MulScalar(left, right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator /(Tensor left, Tensor right) => Aten.DivTensor(left, right);

        /// <summary>The quotient with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator /(Tensor left, Scalar right) => Aten.DivScalar(left, right);

        /// <summary>The sum with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator +(Scalar left, Tensor right) => Aten.AddScalar(right, left);

        /// <summary>The product with a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator *(Scalar left, Tensor right) => Aten.MulScalar(right, left);

        /// <summary>The difference from a number.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Scalar left, Tensor right) => Aten.RsubScalar(right, left);

        /// <summary>The opposite.</summary>
        /// <param name="value">The tensor.</param>
        /// <returns>The result.</returns>
        public static Tensor operator -(Tensor value) => Aten.Neg(value);

        /// <summary>Adds another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor add(Tensor target) => Aten.AddTensor(this, target);

        /// <summary>Adds a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor add(Scalar scalar) => Aten.AddScalar(this, scalar);

        /// <summary>Subtracts another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor sub(Tensor target) => Aten.SubTensor(this, target);

        /// <summary>Subtracts a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor sub(Scalar scalar) => Aten.SubScalar(this, scalar);

        /// <summary>Multiplies with another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor mul(Tensor target) => Aten.MulTensor(this, target);

        /// <summary>Multiplies with a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor mul(Scalar scalar) => Aten.MulScalar(this, scalar);

        /// <summary>Divides by another tensor.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor div(Tensor target) => Aten.DivTensor(this, target);

        /// <summary>Divides by a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>The result.</returns>
        public Tensor div(Scalar scalar) => Aten.DivScalar(this, scalar);

        /// <summary>Raises each element to a power.</summary>
        /// <param name="exponent">The power.</param>
        /// <returns>The result.</returns>
        public Tensor pow(Scalar exponent) => Aten.PowTensorScalar(this, exponent);

        /// <summary>The opposite.</summary>
        /// <returns>The result.</returns>
        public Tensor neg() => Aten.Neg(this);

        /// <summary>e to the power of each element.</summary>
        /// <returns>The result.</returns>
        public Tensor exp() => Aten.Exp(this);

        /// <summary>The natural logarithm.</summary>
        /// <returns>The result.</returns>
        public Tensor log() => Aten.Log(this);

        /// <summary>The square root.</summary>
        /// <returns>The result.</returns>
        public Tensor sqrt() => Aten.Sqrt(this);

        /// <summary>The absolute value.</summary>
        /// <returns>The result.</returns>
        public Tensor abs() => Aten.Abs(this);

        /// <summary>The square.</summary>
        /// <returns>The result.</returns>
        public Tensor square() => Aten.Square(this);

        /// <summary>1 / (1 + exp(-x)).</summary>
        /// <returns>The result.</returns>
        public Tensor sigmoid() => Aten.Sigmoid(this);

        /// <summary>The hyperbolic tangent.</summary>
        /// <returns>The result.</returns>
        public Tensor tanh() => Aten.Tanh(this);

        /// <summary>The larger of 0 and each element.</summary>
        /// <returns>The result.</returns>
        public Tensor relu() => Aten.Relu(this);

        /// <summary>Which elements are not a number.</summary>
        /// <returns>The result.</returns>
        public Tensor isnan() => Aten.Isnan(this);

        /// <summary>Which elements are finite.</summary>
        /// <returns>The result.</returns>
        public Tensor isfinite() => Aten.Isfinite(this);

        /// <summary>Limits each element.</summary>
        /// <param name="min">The lower limit, or null.</param>
        /// <param name="max">The upper limit, or null.</param>
        /// <returns>The result.</returns>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Clamp(this, min, max);

        /// <summary>The matrix product, of batches too.</summary>
        /// <param name="target">The right side.</param>
        /// <returns>The result.</returns>
        public Tensor matmul(Tensor target) => Aten.Matmul(this, target);

        /// <summary>The product of two matrices.</summary>
        /// <param name="target">The right side.</param>
        /// <returns>The result.</returns>
        public Tensor mm(Tensor target) => Aten.Mm(this, target);

        /// <summary>The products of two batches of matrices.</summary>
        /// <param name="batch2">The right sides.</param>
        /// <returns>The result.</returns>
        public Tensor bmm(Tensor batch2) => Aten.Bmm(this, batch2);
    }
}
