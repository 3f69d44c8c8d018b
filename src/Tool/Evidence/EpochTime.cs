namespace HyperScaffold.Tool.Evidence;

/// <summary>A clock by which every epoch takes a second and nothing else takes time, so that a plan's hours are a number of epochs.</summary>
internal sealed class EpochTime : TimeProvider
{
    /// <summary>The epochs of an hour.</summary>
    public const double EpochsPerHour = 3600;

    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _seconds;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start.AddSeconds(Interlocked.Read(ref _seconds));

    /// <summary>Lets an epoch pass.</summary>
    public void Advance() => Interlocked.Increment(ref _seconds);
}
