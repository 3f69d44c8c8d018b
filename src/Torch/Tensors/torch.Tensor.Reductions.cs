using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        /// <param name="type">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor sum(ScalarType? type = null) => Ops.Sum.Call(this, type);

        /// <summary>The sums over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <param name="type">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Ops.SumDimIntList.Call(this, (long[])[dim], keepdim, type);

        /// <summary>The mean of all elements.</summary>
        /// <returns>The result.</returns>
        public Tensor mean() => Ops.Mean.Call(this);

        /// <summary>The means over dimensions.</summary>
        /// <param name="dimensions">The dimensions.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <param name="type">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Ops.MeanDim.Call(this, dimensions, keepdim, type);

        /// <summary>The largest element.</summary>
        /// <returns>The result.</returns>
        public Tensor max() => Ops.Max.Call(this);

        /// <summary>The smallest element.</summary>
        /// <returns>The result.</returns>
        public Tensor min() => Ops.Min.Call(this);

        /// <summary>The largest elements over one dimension, and where they stand.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <returns>The values and their indices.</returns>
        public (Tensor values, Tensor indices) max(long dim, bool keepdim = false)
        {
            var both = Ops.MaxDim.CallMany(this, dim, keepdim);
            return (both[0], both[1]);
        }

        /// <summary>Where the largest element of the flattened tensor stands.</summary>
        /// <returns>The result.</returns>
        public Tensor argmax() => Ops.Argmax.Call(this);

        /// <summary>Where the largest elements over one dimension stand.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="keepdim">True to keep the dimension with length 1.</param>
        /// <returns>The result.</returns>
        public Tensor argmax(long dim, bool keepdim = false) => Ops.Argmax.Call(this, dim, keepdim);

        /// <summary>The Euclidean norm.</summary>
        /// <returns>The result.</returns>
        public Tensor norm() => Ops.NormScalar.Call(this, Arg.Default);

        /// <summary>The standard deviation of all elements.</summary>
        /// <param name="unbiased">True to divide by n - 1.</param>
        /// <returns>The result.</returns>
        public Tensor std(bool unbiased = true) => Ops.Std.Call(this, unbiased);

        /// <summary>The variance of all elements.</summary>
        /// <param name="unbiased">True to divide by n - 1.</param>
        /// <returns>The result.</returns>
        public Tensor var(bool unbiased = true) => Ops.Var.Call(this, unbiased);

        /// <summary>Whether any element is true.</summary>
        /// <returns>The result.</returns>
        public Tensor any() => Ops.Any.Call(this);

        /// <summary>Whether all elements are true.</summary>
        /// <returns>The result.</returns>
        public Tensor all() => Ops.All.Call(this);

        /// <summary>The softmax over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="dtype">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.SoftmaxInt.Call(this, dim, dtype);

        /// <summary>The logarithm of the softmax over one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="dtype">The element type of the result; null keeps the tensor's.</param>
        /// <returns>The result.</returns>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.LogSoftmaxInt.Call(this, dim, dtype);

        /// <summary>Which elements are equal.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor eq(Tensor target) => Ops.EqTensor.Call(this, target);

        /// <summary>Which elements are equal.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor eq(Scalar target) => Ops.EqScalar.Call(this, target);

        /// <summary>Which elements are different.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor ne(Tensor target) => Ops.NeTensor.Call(this, target);

        /// <summary>Which elements are different.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor ne(Scalar target) => Ops.NeScalar.Call(this, target);

        /// <summary>Which elements are larger.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor gt(Tensor target) => Ops.GtTensor.Call(this, target);

        /// <summary>Which elements are larger.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor gt(Scalar target) => Ops.GtScalar.Call(this, target);

        /// <summary>Which elements are smaller.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor lt(Tensor target) => Ops.LtTensor.Call(this, target);

        /// <summary>Which elements are smaller.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor lt(Scalar target) => Ops.LtScalar.Call(this, target);

        /// <summary>Which elements are larger or equal.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor ge(Tensor target) => Ops.GeTensor.Call(this, target);

        /// <summary>Which elements are larger or equal.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor ge(Scalar target) => Ops.GeScalar.Call(this, target);

        /// <summary>Which elements are smaller or equal.</summary>
        /// <param name="target">The other tensor; shapes are broadcast.</param>
        /// <returns>The result.</returns>
        public Tensor le(Tensor target) => Ops.LeTensor.Call(this, target);

        /// <summary>Which elements are smaller or equal.</summary>
        /// <param name="target">The number.</param>
        /// <returns>The result.</returns>
        public Tensor le(Scalar target) => Ops.LeScalar.Call(this, target);

        /// <summary>Tells whether all elements are nearly equal.</summary>
        /// <param name="target">The other tensor.</param>
        /// <param name="rtol">The relative tolerance.</param>
        /// <param name="atol">The absolute tolerance.</param>
        /// <param name="equal_nan">True when NaN equals NaN.</param>
        /// <returns>True when |a - b| is at most atol + rtol |b| everywhere.</returns>
        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) => Ops.Allclose.CallNumber(this, target, rtol, atol, equal_nan) != 0;

        /// <summary>Tells whether shapes and all elements are equal.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>True when they are.</returns>
        public bool equal(Tensor target) => Ops.Equal.CallNumber(this, target) != 0;
    }
}
