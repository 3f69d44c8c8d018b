using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        /// <param name="type">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor sum(ScalarType? type = null) => Aten.Sum(this, type);

        /// <summary>The sums over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <param name="type">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.SumDimIntList(this, [dim], keepdim, type);

        // C# takes a literal 0 for an element type rather than for a dimension
        /// <summary>The sums over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <returns>The result.</returns>
        public Tensor sum(int dim) => sum((long)dim);

        /// <summary>The mean of all elements.</summary>
        /// <returns>The result.</returns>
        public Tensor mean() => Aten.Mean(this);

        /// <summary>The means over dimensions.</summary>
        /// <param name="dimensions">The dimensions.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <param name="type">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.MeanDim(this, dimensions, keepdim, type);

        /// <summary>The largest element.</summary>
        /// <returns>The result.</returns>
        public Tensor max() => Aten.Max(this);

        /// <summary>The smallest element.</summary>
        /// <returns>The result.</returns>
        public Tensor min() => Aten.Min(this);

        /// <summary>The largest elements over one dimension, and where they stand.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <returns>The values and their indices.</returns>
        public (Tensor values, Tensor indices) max(long dim, bool keepdim = false) => Aten.MaxDim(this, dim, keepdim);

        /// <summary>Where the largest element of the flattened tensor stands.</summary>
        /// <returns>The result.</returns>
        public Tensor argmax() => Aten.Argmax(this);

        /// <summary>Where the largest elements over one dimension stand.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <returns>The result.</returns>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.Argmax(this, dim, keepdim);

        /// <summary>The Euclidean norm.</summary>
        /// <returns>The result.</returns>
        public Tensor norm() => Aten.NormScalar(this);

        /// <summary>The standard deviation of all elements.</summary>
        /// <param name="unbiased">True to divide by n - 1.</param>
        /// <returns>The result.</returns>
        public Tensor std(bool unbiased = true) => Aten.Std(this, unbiased);

        /// <summary>The variance of all elements.</summary>
        /// <param name="unbiased">True to divide by n - 1.</param>
        /// <returns>The result.</returns>
        public Tensor var(bool unbiased = true) => Aten.Var(this, unbiased);

        /// <summary>Whether any element is true.</summary>
        /// <returns>The result.</returns>
        public Tensor any() => Aten.Any(this);

        /// <summary>Whether all elements are true.</summary>
        /// <returns>The result.</returns>
        public Tensor all() => Aten.All(this);

        /// <summary>The softmax over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="dtype">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.SoftmaxInt(this, dim, dtype);

        /// <summary>The logarithm of the softmax over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="dtype">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.LogSoftmaxInt(this, dim, dtype);

        /// <summary>Which elements are equal.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor eq(Tensor target) => Aten.EqTensor(this, target);

        /// <summary>Which elements are equal.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor eq(Scalar target) => Aten.EqScalar(this, target);

        /// <summary>Which elements are different.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor ne(Tensor target) => Aten.NeTensor(this, target);

        /// <summary>Which elements are different.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor ne(Scalar target) => Aten.NeScalar(this, target);

        /// <summary>Which elements are larger.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor gt(Tensor target) => Aten.GtTensor(this, target);

        /// <summary>Which elements are larger.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor gt(Scalar target) => Aten.GtScalar(this, target);

        /// <summary>Which elements are smaller.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor lt(Tensor target) => Aten.LtTensor(this, target);

        /// <summary>Which elements are smaller.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor lt(Scalar target) => Aten.LtScalar(this, target);

        /// <summary>Which elements are larger or equal.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor ge(Tensor target) => Aten.GeTensor(this, target);

        /// <summary>Which elements are larger or equal.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor ge(Scalar target) => Aten.GeScalar(this, target);

        /// <summary>Which elements are smaller or equal.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor le(Tensor target) => Aten.LeTensor(this, target);

        /// <summary>Which elements are smaller or equal.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor le(Scalar target) => Aten.LeScalar(this, target);

        /// <summary>Tells whether all elements are nearly equal.</summary>
        /// <param name="target">The other tensor.</param>
        /// <param name="rtol">The relative tolerance.</param>
        /// <param name="atol">The absolute tolerance.</param>
        /// <param name="equal_nan">True when NaN equals NaN.</param>
        /// <returns>True when |a - b| is at most atol + rtol |b| everywhere.</returns>
        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) => Aten.Allclose(this, target, rtol, atol, equal_nan);

        /// <summary>Tells whether shapes and all elements are equal.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>True when they are.</returns>
        public bool equal(Tensor target) => Aten.Equal(this, target);
    }
}
