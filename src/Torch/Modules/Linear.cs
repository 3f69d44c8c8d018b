using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>y = x W^T + b. Both are drawn from U(-1/sqrt(n), 1/sqrt(n)) for n input features, as in PyTorch.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
        weight = NewParameter.Uniform([outputSize, inputSize], bound, dtype, device);
        register_parameter(nameof(weight), weight);
        if (hasBias)
        {
            bias = NewParameter.Uniform([outputSize], bound, dtype, device);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>Gets the number of input features.</summary>
    public long in_features { get; }

    /// <summary>Gets the number of output features.</summary>
    public long out_features { get; }

    /// <summary>Gets the weights, output features by input features.</summary>
    public Parameter weight { get; }

    /// <summary>Gets the bias, or null.</summary>
    public Parameter? bias { get; }

    private protected override string Described => $"{GetName()}({in_features} -> {out_features})";

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input's last dimension has another length than <see cref="in_features"/>.</exception>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);

    private protected override string? Misfit(Tensor input) =>
        input.shape is [.., var last] && last == in_features ? null : $"{in_features} features in the last dimension of its input";
}
