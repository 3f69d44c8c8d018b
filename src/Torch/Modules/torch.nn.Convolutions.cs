using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A convolution over one dimension.</summary>
        /// <param name="in_channels">The number of input channels.</param>
        /// <param name="out_channels">The number of output channels.</param>
        /// <param name="kernel_size">The length of the kernel.</param>
        /// <param name="stride">The step between two places of the kernel.</param>
        /// <param name="padding">What is laid around the input, on each side.</param>
        /// <param name="dilation">The distance between two elements of the kernel.</param>
        /// <param name="padding_mode">What the padding consists of.</param>
        /// <param name="groups">How many groups the channels are cut into.</param>
        /// <param name="bias">False to leave out the bias.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">A number is below 1, or the groups do not divide the channels.</exception>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new((in_channels, out_channels), new([kernel_size], [stride], [padding], [dilation]) { Mode = padding_mode, Groups = groups, HasBias = bias }, device, dtype);

        /// <summary>A convolution over two dimensions.</summary>
        /// <param name="in_channels">The number of input channels.</param>
        /// <param name="out_channels">The number of output channels.</param>
        /// <param name="kernel_size">The height and width of the kernel.</param>
        /// <param name="stride">The step between two places of the kernel.</param>
        /// <param name="padding">What is laid around the input, on each side.</param>
        /// <param name="dilation">The distance between two elements of the kernel.</param>
        /// <param name="padding_mode">What the padding consists of.</param>
        /// <param name="groups">How many groups the channels are cut into.</param>
        /// <param name="bias">False to leave out the bias.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">A number is below 1, or the groups do not divide the channels.</exception>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            Conv2d(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (dilation, dilation), padding_mode, groups, bias, device, dtype);

        /// <summary>A convolution over two dimensions, with a height and a width for each number.</summary>
        /// <param name="in_channels">The number of input channels.</param>
        /// <param name="out_channels">The number of output channels.</param>
        /// <param name="kernel_size">The height and width of the kernel.</param>
        /// <param name="stride">The step between two places of the kernel; null for 1.</param>
        /// <param name="padding">What is laid around the input, on each side; null for 0.</param>
        /// <param name="dilation">The distance between two elements of the kernel; null for 1.</param>
        /// <param name="padding_mode">What the padding consists of.</param>
        /// <param name="groups">How many groups the channels are cut into.</param>
        /// <param name="bias">False to leave out the bias.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">A number is below 1, or the groups do not divide the channels.</exception>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new((in_channels, out_channels), new(Two(kernel_size), Two(stride ?? (1, 1)), Two(padding ?? (0, 0)), Two(dilation ?? (1, 1))) { Mode = padding_mode, Groups = groups, HasBias = bias }, device, dtype);

        private static long[] Two((long, long) values) => [values.Item1, values.Item2];
    }
}
