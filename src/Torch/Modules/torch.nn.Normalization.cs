using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Batch norm of rows and channels, or rows, channels and length.</summary>
        /// <param name="num_features">The number of channels.</param>
        /// <param name="eps">What is added to variances.</param>
        /// <param name="momentum">How much of the running averages each batch replaces.</param>
        /// <param name="affine">False to leave out weights and biases.</param>
        /// <param name="track_running_stats">False to use the batch in evaluation too.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer.</returns>
        public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, new(eps, momentum, affine, track_running_stats), device, dtype);

        /// <summary>Batch norm of rows, channels, height and width.</summary>
        /// <param name="num_features">The number of channels.</param>
        /// <param name="eps">What is added to variances.</param>
        /// <param name="momentum">How much of the running averages each batch replaces.</param>
        /// <param name="affine">False to leave out weights and biases.</param>
        /// <param name="track_running_stats">False to use the batch in evaluation too.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer.</returns>
        public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, new(eps, momentum, affine, track_running_stats), device, dtype);

        /// <summary>Layer norm over the last dimensions.</summary>
        /// <param name="normalized_shape">The lengths of the last dimensions.</param>
        /// <param name="eps">What is added to variances.</param>
        /// <param name="elementwise_affine">False to leave out weights and biases.</param>
        /// <param name="bias">False to leave out biases.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer.</returns>
        public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <summary>Layer norm over the last dimension.</summary>
        /// <param name="normalized_shape">The length of the last dimension.</param>
        /// <param name="eps">What is added to variances.</param>
        /// <param name="elementwise_affine">False to leave out weights and biases.</param>
        /// <param name="bias">False to leave out biases.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer.</returns>
        public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

        /// <summary>Group norm over groups of channels.</summary>
        /// <param name="num_groups">The number of groups; it divides the channels.</param>
        /// <param name="num_channels">The number of channels.</param>
        /// <param name="eps">What is added to variances.</param>
        /// <param name="affine">False to leave out weights and biases.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer.</returns>
        /// <exception cref="HyperException">The groups do not divide the channels.</exception>
        public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-5, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_groups, num_channels, eps, affine, device, dtype);
    }
}
