using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>
/// The members of one fused model: how many there are, and each one's own source of random numbers, so that a member
/// draws what it would draw alone.
/// </summary>
internal sealed class MemberSet : IDisposable
{
    private readonly int[] _twins;
    private readonly RandomStream?[] _streams;

    /// <summary>Initializes a new instance of the <see cref="MemberSet"/> class.</summary>
    /// <param name="count">How many members.</param>
    /// <param name="device">Where they lie.</param>
    /// <param name="twins">For each member the first one that draws the same numbers: itself, or one before it; null where all differ.</param>
    internal MemberSet(int count, Device device, int[]? twins = null)
    {
        (Count, Device) = (count, device);
        _twins = twins ?? [.. Enumerable.Range(0, count)];
        _streams = new RandomStream?[count];
    }

    /// <summary>Gets how many members there are.</summary>
    internal int Count { get; }

    /// <summary>Gets where they lie.</summary>
    internal Device Device { get; }

    /// <summary>The first member that draws the same numbers.</summary>
    internal int TwinOf(int member) => _twins[member];

    /// <summary>The members that stay.</summary>
    /// <param name="places">Their places here.</param>
    internal MemberSet Keep(int[] places) => new(places.Length, Device, [.. places.Select(p => Array.FindIndex(places, q => _twins[q] == _twins[p]))]);

    /// <summary>A member's own source of random numbers.</summary>
    internal RandomStream Stream(int member) => _streams[member] ??= new RandomStream(Device);

    /// <summary>Begins each member's numbers anew.</summary>
    internal void Seed(Func<int, long> seedOf)
    {
        for (var member = 0; member < Count; member++)
        {
            Stream(member).Seed(seedOf(member));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stream in _streams)
        {
            stream?.Dispose();
        }
    }
}
