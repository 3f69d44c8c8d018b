using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Brings the last dimensions of each row to mean 0 and variance 1 (Ba et al. 2016). Weights start at 1, biases at 0.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly long[] _shape;
    private readonly double _epsilon;

    internal LayerNorm(long[] shape, double epsilon, bool affine, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        (_shape, _epsilon) = (shape, epsilon);
        if (affine)
        {
            weight = NewParameter.Filled(shape, 1, dtype, device);
            register_parameter(nameof(weight), weight);
        }

        if (affine && hasBias)
        {
            bias = NewParameter.Filled(shape, 0, dtype, device);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>Gets the factors, or null.</summary>
    public Parameter? weight { get; }

    /// <summary>Gets what is added, or null.</summary>
    public Parameter? bias { get; }

    private protected override string Described => $"{GetName()}({string.Join('x', _shape)})";

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input's last dimensions have other lengths.</exception>
    public override Tensor forward(Tensor input) => Aten.LayerNorm(input, _shape, weight, bias, _epsilon);

    private protected override string? Misfit(Tensor input) =>
        input.shape.AsSpan() is var sizes && sizes.Length >= _shape.Length && sizes[^_shape.Length..].SequenceEqual(_shape)
            ? null
            : $"[{string.Join(", ", _shape)}] as the last dimensions of its input";
}
