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
        weight = new Parameter(empty((long[])[outputSize, inputSize], dtype, device).uniform_(-bound, bound));
        register_parameter(nameof(weight), weight);
        if (hasBias)
        {
            bias = new Parameter(empty((long[])[outputSize], dtype, device).uniform_(-bound, bound));
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

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input's last dimension has another length than <see cref="in_features"/>.</exception>
    public override Tensor forward(Tensor input)
    {
        try
        {
            return nn.functional.linear(input, weight, bias);
        }
        catch (TorchException e) when (input is not null && input.shape is var shape && (shape.Length == 0 || shape[^1] != in_features))
        {
            throw new TorchException($"Linear({in_features} -> {out_features}) needs {in_features} features in the last dimension of its input, but got the shape [{string.Join(", ", shape)}]. Change the layer or the data.", e);
        }
    }
}
