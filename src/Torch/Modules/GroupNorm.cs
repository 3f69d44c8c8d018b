using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Brings groups of channels of each row to mean 0 and variance 1 (Wu and He 2018). Weights start at 1, biases at 0.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    private readonly long _groups;
    private readonly long _channels;
    private readonly double _epsilon;

    internal GroupNorm(long groups, long channels, double epsilon, bool affine, Device? device, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        if (groups < 1 || channels % groups != 0)
        {
            throw new HyperException($"The groups of a GroupNorm must divide its channels, but got {groups} groups and {channels} channels. Change one.");
        }

        (_groups, _channels, _epsilon) = (groups, channels, epsilon);
        if (affine)
        {
            weight = NewParameter.Filled([channels], 1, dtype, device);
            bias = NewParameter.Filled([channels], 0, dtype, device);
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>Gets the factors of the channels, or null.</summary>
    public Parameter? weight { get; }

    /// <summary>Gets what is added to the channels, or null.</summary>
    public Parameter? bias { get; }

    private protected override string Described => $"{GetName()}({_groups} groups of {_channels} channels)";

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input has another number of channels.</exception>
    public override Tensor forward(Tensor input) => Aten.GroupNorm(input, _groups, weight, bias, _epsilon);

    private protected override string? Misfit(Tensor input) =>
        input.shape is [_, var channels, ..] && channels == _channels ? null : $"{_channels} channels in dimension 1 of its input";
}
