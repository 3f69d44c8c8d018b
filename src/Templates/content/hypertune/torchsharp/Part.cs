namespace Digits;

/// <summary>Rows with the number of their class each.</summary>
public sealed record Part(Tensor Features, Tensor Labels)
{
    public long Count => Labels.shape[0];

    /// <summary>A copy of some rows.</summary>
    public Part Take(long[] rows)
    {
        using var scope = NewDisposeScope();
        var which = tensor(rows);
        return new Part(Features.index_select(0, which).DetachFromDisposeScope(), Labels.index_select(0, which).DetachFromDisposeScope());
    }

    public Part To(Device place) => new(Features.to(place), Labels.to(place));
}
