using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>A vector for each index. Vectors are drawn from N(0, 1), as in PyTorch; that of the padding index is 0 and stays so.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _count;
    private readonly long _length;
    private readonly long _padding;

    internal Embedding(long count, long length, long? padding, Device? device, ScalarType? dtype)
        : base(nameof(Embedding))
    {
        if (padding is { } index && (index < -count || index >= count))
        {
            throw new HyperException($"The padding index of an Embedding must be below the number of its vectors, {count}, but got {index}. Leave it out or lower it.");
        }

        (_count, _length, _padding) = (count, length, padding is { } p ? (p + count) % count : -1);
        weight = new Parameter(empty((long[])[count, length], dtype, device).normal_());
        register_parameter(nameof(weight), weight);
        if (_padding >= 0)
        {
            using var quiet = no_grad();
            using var row = weight.select(0, _padding);
            row.zero_();
        }
    }

    /// <summary>Gets the vectors, one a row.</summary>
    public Parameter weight { get; }

    private protected override string Described => $"{GetName()}({_count} -> {_length})";

    /// <inheritdoc/>
    /// <exception cref="TorchException">An index is too large or negative, or the indices are no integers.</exception>
    public override Tensor forward(Tensor input) => Aten.Embedding(weight, input, _padding);

    private protected override string? Misfit(Tensor input)
    {
        if (input.dtype is not (ScalarType.Int64 or ScalarType.Int32))
        {
            return $"indices as 64-bit integers, not {input.dtype}";
        }

        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var fits = input.numel() == 0 || (input.min().ToInt64() >= 0 && input.max().ToInt64() < _count);
        return fits ? null : $"indices from 0 to {_count - 1}";
    }
}
