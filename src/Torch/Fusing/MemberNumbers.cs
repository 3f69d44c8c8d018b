using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>One number for each member, such as its learning rate, in the shapes that weights need.</summary>
internal sealed class MemberNumbers : IDisposable
{
    private readonly double[] _values;
    private readonly Tensor?[] _ranked = new Tensor?[8];
    private readonly ScalarType _type;
    private readonly Device _device;

    internal MemberNumbers(IEnumerable<double> values, ScalarType type, Device device)
    {
        (_values, _type, _device) = ([.. values], type, device);
        AreEqual = _values.AsSpan().Count(_values[0]) == _values.Length;
    }

    /// <summary>Gets a value indicating whether all members have the same number.</summary>
    internal bool AreEqual { get; }

    /// <summary>Gets the number of the first member.</summary>
    internal double First => _values[0];

    /// <summary>Gets a value indicating whether it is 0 for all members.</summary>
    internal bool AreZero => AreEqual && First == 0;

    /// <summary>Tells whether the numbers are these.</summary>
    internal bool Are(ReadOnlySpan<double> values) => values.SequenceEqual(_values);

    /// <summary>The numbers so that they multiply a tensor of this many dimensions, the members' first.</summary>
    internal Tensor Ranked(int rank) => _ranked[rank] ??= Make(rank).DetachFromDisposeScope();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _ranked)
        {
            tensor?.Dispose();
        }
    }

    private Tensor Make(int rank)
    {
        using var scope = NewDisposeScope();
        return tensor(_values, [_values.Length, .. Enumerable.Repeat(1L, rank - 1)]).to(_type, _device).MoveToOuterDisposeScope();
    }
}
