using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>How a convolution moves: all but its channels.</summary>
internal sealed record ConvolutionShape(long[] Kernel, long[] Stride, long[] Padding, long[] Dilation)
{
    /// <summary>Gets what lies around the input.</summary>
    internal nn.PaddingModes Mode { get; init; }

    /// <summary>Gets how many groups the channels are cut into.</summary>
    internal long Groups { get; init; } = 1;

    /// <summary>Gets a value indicating whether a bias is added.</summary>
    internal bool HasBias { get; init; } = true;

    /// <summary>Gets the padding that libtorch adds itself.</summary>
    internal long[] OwnPadding => Mode == nn.PaddingModes.Zeros ? Padding : new long[Padding.Length];

    /// <summary>Tells whether the kernel does not fit into an input even once.</summary>
    internal bool IsTooSmall(ReadOnlySpan<long> lengths)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] + (2 * Padding[i]) < (Dilation[i] * (Kernel[i] - 1)) + 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses numbers that no convolution can have.</summary>
    /// <exception cref="HyperException">A number breaks its rule.</exception>
    internal void Check(string name, (long In, long Out) channels)
    {
        List<Problem> problems = [];
        void Positive(string option, params long[] values)
        {
            if (values.Any(v => v < 1))
            {
                problems.Add(new Problem(option, string.Join('x', values), "it must be at least 1", "Start from 1"));
            }
        }

        Positive("in_channels", channels.In);
        Positive("out_channels", channels.Out);
        Positive("kernel_size", Kernel);
        Positive("stride", Stride);
        Positive("dilation", Dilation);
        Positive("groups", Groups);
        if (Groups > 0 && (channels.In % Groups != 0 || channels.Out % Groups != 0))
        {
            problems.Add(new Problem("groups", $"{Groups}", $"it must divide {channels.In} input and {channels.Out} output channels", "Use 1"));
        }

        HyperException.ThrowIfAny(name, problems);
    }
}
