using HyperScaffold.Torch.Operators;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same memory with other dimensions.</summary>
        /// <param name="shape">The new lengths; one may be -1.</param>
        /// <returns>The result.</returns>
        public Tensor view(params long[] shape) => Aten.View(this, shape);

        /// <summary>The elements with other dimensions.</summary>
        /// <param name="shape">The new lengths; one may be -1.</param>
        /// <returns>The result.</returns>
        public Tensor reshape(params long[] shape) => Aten.Reshape(this, shape);

        /// <summary>Joins dimensions to one.</summary>
        /// <param name="start_dim">The first one to join.</param>
        /// <param name="end_dim">The last one to join.</param>
        /// <returns>The result.</returns>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.FlattenUsingInts(this, start_dim, end_dim);

        /// <summary>Drops a dimension of length 1.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <returns>The result.</returns>
        public Tensor squeeze(long dim) => Aten.SqueezeDim(this, dim);

        /// <summary>Drops all dimensions of length 1.</summary>
        /// <returns>The result.</returns>
        public Tensor squeeze() => Aten.Squeeze(this);

        /// <summary>Adds a dimension of length 1.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <returns>The result.</returns>
        public Tensor unsqueeze(long dim) => Aten.Unsqueeze(this, dim);

        /// <summary>The transposed matrix.</summary>
        /// <returns>The result.</returns>
        public Tensor t() => Aten.T(this);

        /// <summary>Exchanges two dimensions.</summary>
        /// <param name="dim0">One.</param>
        /// <param name="dim1">The other.</param>
        /// <returns>The result.</returns>
        public Tensor transpose(long dim0, long dim1) => Aten.TransposeInt(this, dim0, dim1);

        /// <summary>Reorders the dimensions.</summary>
        /// <param name="permutation">The old numbers in the new order.</param>
        /// <returns>The result.</returns>
        public Tensor permute(params long[] permutation) => Aten.Permute(this, permutation);

        /// <summary>Repeats dimensions of length 1 without copying.</summary>
        /// <param name="sizes">The new lengths; -1 keeps one.</param>
        /// <returns>The result.</returns>
        public Tensor expand(params long[] sizes) => Aten.Expand(this, sizes);

        /// <summary>The elements in one piece of memory, in order.</summary>
        /// <returns>The result.</returns>
        public Tensor contiguous() => Aten.Contiguous(this);

        /// <summary>A part of one dimension, without copying.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="start">The first index.</param>
        /// <param name="length">How many.</param>
        /// <returns>The result.</returns>
        public Tensor narrow(long dim, long start, long length) => Aten.Narrow(this, dim, start, length);

        /// <summary>A part of one dimension, without copying.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="start">The first index.</param>
        /// <param name="finish">The index after the last.</param>
        /// <param name="step">The distance of neighbours.</param>
        /// <returns>The result.</returns>
        public Tensor slice(long dim, long start, long finish, long step) => Aten.SliceTensor(this, dim, start, finish, step);

        /// <summary>One index of one dimension, which goes away.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="index">The index.</param>
        /// <returns>The result.</returns>
        public Tensor select(long dim, long index) => Aten.SelectInt(this, dim, index);

        /// <summary>Chosen indices of one dimension, copied.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="index">The indices, as 64-bit integers.</param>
        /// <returns>The result.</returns>
        public Tensor index_select(long dim, Tensor index) => Aten.IndexSelect(this, dim, index);

        /// <summary>The elements that an index tensor names along one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <param name="index">The indices, as 64-bit integers.</param>
        /// <returns>The result.</returns>
        public Tensor gather(long dim, Tensor index) => Aten.Gather(this, dim, index);

        /// <summary>Parts of equal length along one dimension, without copying; the last may be shorter.</summary>
        /// <param name="split_size">The length of a part.</param>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <returns>The parts.</returns>
        public Tensor[] split(long split_size, long dim = 0) => Aten.SplitTensor(this, split_size, dim);

        /// <summary>A copy that keeps its place in the graph.</summary>
        /// <returns>The result.</returns>
        public Tensor clone() => Aten.Clone(this);

        /// <summary>The same memory outside the graph.</summary>
        /// <returns>The result.</returns>
        public Tensor detach() => Aten.Detach(this);

        /// <summary>Gets one index of the first dimension.</summary>
        /// <param name="index">The index.</param>
        public Tensor this[long index] => select(0, index);

        /// <summary>The elements as another type; itself when it has it.</summary>
        /// <param name="type">The element type.</param>
        /// <returns>The result.</returns>
        public Tensor to(ScalarType type) => Aten.ToDtype(this, type);

        /// <summary>A copy on another device; itself when it is there.</summary>
        /// <param name="device">The device.</param>
        /// <returns>The result.</returns>
        public Tensor to(Device device) => Aten.ToDevice(this, device, dtype);

        /// <summary>A copy on another device; itself when it is there.</summary>
        /// <param name="device">The device's name.</param>
        /// <returns>The result.</returns>
        public Tensor to(string device) => to(Device.Parse(device));

        /// <summary>A copy of another type on another device.</summary>
        /// <param name="type">The element type.</param>
        /// <param name="device">The device.</param>
        /// <returns>The result.</returns>
        public Tensor to(ScalarType type, Device device) => Aten.ToDevice(this, device, type);

        /// <summary>A copy on the CPU; itself when it is there.</summary>
        /// <returns>The result.</returns>
        public Tensor cpu() => to(CPU);

        /// <summary>A copy on a CUDA device.</summary>
        /// <param name="device">The device; null for the current one.</param>
        /// <returns>The result.</returns>
        public Tensor cuda(Device? device = null) => to(device ?? CUDA);
    }
}
