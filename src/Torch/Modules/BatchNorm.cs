using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>
/// Brings each channel to mean 0 and variance 1 (Ioffe and Szegedy 2015): by the batch while training, by running
/// averages in evaluation. Weights start at 1, biases and running means at 0, running variances at 1.
/// </summary>
public abstract class BatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly long _features;
    private readonly BatchNormOptions _options;
    private readonly Tensor? _batches;

    private protected BatchNorm(string name, long features, BatchNormOptions options, Device? device, ScalarType? dtype)
        : base(name)
    {
        (_features, _options) = (features, options);
        if (options.Affine)
        {
            weight = NewParameter.Filled([features], 1, dtype, device);
            bias = NewParameter.Filled([features], 0, dtype, device);
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
        }

        if (options.Tracks)
        {
            running_mean = zeros((long[])[features], dtype, device);
            running_var = ones((long[])[features], dtype, device);
            _batches = zeros((long[])[], ScalarType.Int64, device);
            register_buffer(nameof(running_mean), running_mean);
            register_buffer(nameof(running_var), running_var);
            register_buffer("num_batches_tracked", _batches);
        }
    }

    /// <summary>Gets the factors of the channels, or null.</summary>
    public Parameter? weight { get; }

    /// <summary>Gets what is added to the channels, or null.</summary>
    public Parameter? bias { get; }

    /// <summary>Gets the running means, or null when they are not tracked.</summary>
    public Tensor? running_mean { get; }

    /// <summary>Gets the running variances, or null when they are not tracked.</summary>
    public Tensor? running_var { get; }

    private protected override string Described => $"{GetName()}({_features})";

    /// <summary>Gets the dimensions that an input may have, rows and channels included.</summary>
    private protected abstract (int Least, int Most) Dimensions { get; }

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input has another number of channels or dimensions, or one value a channel while training.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Misfit(input) is { } expected)
        {
            throw Unfit(expected, input);
        }

        if (training && _batches is not null)
        {
            _batches.add_(1L);
        }

        return Aten.BatchNorm(input, weight, bias, running_mean, running_var, training || running_mean is null, _options.Momentum, _options.Epsilon, true);
    }

    // libtorch's operator takes other dimensions and single values too, and computes nonsense from them
    private protected override string? Misfit(Tensor input)
    {
        var shape = input.shape;
        var (least, most) = Dimensions;
        if (shape.Length < least || shape.Length > most)
        {
            return least == most ? $"an input of {least} dimensions" : $"an input of {least} or {most} dimensions";
        }

        return shape[1] != _features ? $"{_features} channels in dimension 1 of its input"
            : training && input.numel() == _features ? "more than one value for each channel while training (no batch of a single row)"
            : null;
    }
}
