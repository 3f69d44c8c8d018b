using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Numbers at equal distances.</summary>
    /// <param name="start">The first.</param>
    /// <param name="stop">The end, excluded.</param>
    /// <param name="step">The distance.</param>
    /// <param name="dtype">The element type; null for that of the numbers.</param>
    /// <param name="device">Where it lies; null for the CPU.</param>
    /// <returns>The tensor.</returns>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null) =>
        Aten.ArangeStartStep(start, stop, step, dtype, device: device);

    /// <summary>Joins tensors along a new dimension.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="dim">The new dimension.</param>
    /// <returns>The result.</returns>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Stack(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a dimension that they have.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="dim">The dimension.</param>
    /// <returns>The result.</returns>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Cat(tensors.ToArray(), dim);

    /// <summary>The larger of two tensors, element by element.</summary>
    /// <param name="input">One tensor.</param>
    /// <param name="other">The other tensor.</param>
    /// <returns>The result.</returns>
    public static Tensor maximum(Tensor input, Tensor other) => Aten.Maximum(input, other);

    /// <summary>The smaller of two tensors, element by element.</summary>
    /// <param name="input">One tensor.</param>
    /// <param name="other">The other tensor.</param>
    /// <returns>The result.</returns>
    public static Tensor minimum(Tensor input, Tensor other) => Aten.Minimum(input, other);

    /// <summary>The matrix product, of batches too.</summary>
    /// <param name="input">One tensor.</param>
    /// <param name="other">The other tensor.</param>
    /// <returns>The result.</returns>
    public static Tensor matmul(Tensor input, Tensor other) => Aten.Matmul(input, other);

    /// <summary>Takes from one tensor where a condition holds, else from another.</summary>
    /// <param name="condition">Truth values.</param>
    /// <param name="x">Where it holds.</param>
    /// <param name="y">Where it does not.</param>
    /// <returns>The result.</returns>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.WhereSelf(condition, x, y);
}
