using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The largest element of each window.</summary>
        /// <param name="kernel_size">The height and width of a window.</param>
        /// <param name="stride">The step between two windows; null for their size.</param>
        /// <param name="padding">What is laid around the input, on each side, and never the largest; null for 0.</param>
        /// <param name="dilation">The distance between two elements of a window; null for 1.</param>
        /// <param name="ceil_mode">True to count a window that does not fit whole.</param>
        /// <returns>The layer.</returns>
        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(Twice(kernel_size), Twice(stride ?? kernel_size), Twice(padding ?? 0), Twice(dilation ?? 1), ceil_mode);

        /// <summary>The largest element of each window, with a height and a width for each number.</summary>
        /// <param name="kernel_size">The height and width of a window.</param>
        /// <param name="stride">The step between two windows; null for their size.</param>
        /// <param name="padding">What is laid around the input, on each side, and never the largest; null for 0.</param>
        /// <param name="dilation">The distance between two elements of a window; null for 1.</param>
        /// <param name="ceil_mode">True to count a window that does not fit whole.</param>
        /// <returns>The layer.</returns>
        public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Two(kernel_size), Two(stride ?? kernel_size), Two(padding ?? (0, 0)), Two(dilation ?? (1, 1)), ceil_mode);

        /// <summary>The mean of each window.</summary>
        /// <param name="kernel_size">The height and width of a window.</param>
        /// <param name="stride">The step between two windows; null for their size.</param>
        /// <param name="padding">The zeros laid around the input, on each side; null for 0.</param>
        /// <param name="ceil_mode">True to count a window that does not fit whole.</param>
        /// <param name="count_include_pad">False to leave the padding out of the mean.</param>
        /// <param name="divisor_override">What sums are divided by; null for the number of elements.</param>
        /// <returns>The layer.</returns>
        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Twice(kernel_size), Twice(stride ?? kernel_size), Twice(padding ?? 0)) { Ceiling = ceil_mode, CountsPadding = count_include_pad, Divisor = divisor_override };

        /// <summary>The mean of each window, with a height and a width for each number.</summary>
        /// <param name="kernel_size">The height and width of a window.</param>
        /// <param name="stride">The step between two windows; null for their size.</param>
        /// <param name="padding">The zeros laid around the input, on each side; null for 0.</param>
        /// <param name="ceil_mode">True to count a window that does not fit whole.</param>
        /// <param name="count_include_pad">False to leave the padding out of the mean.</param>
        /// <param name="divisor_override">What sums are divided by; null for the number of elements.</param>
        /// <returns>The layer.</returns>
        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Two(kernel_size), Two(stride ?? kernel_size), Two(padding ?? (0, 0))) { Ceiling = ceil_mode, CountsPadding = count_include_pad, Divisor = divisor_override };

        /// <summary>Means over as many windows as the output shall have.</summary>
        /// <param name="output_size">The output's height and width.</param>
        /// <returns>The layer.</returns>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(output_size, output_size);

        /// <summary>Means over as many windows as the output shall have.</summary>
        /// <param name="output_size">The output's height and width.</param>
        /// <returns>The layer.</returns>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(output_size.Item1, output_size.Item2);

        private static long[] Twice(long value) => [value, value];
    }
}
