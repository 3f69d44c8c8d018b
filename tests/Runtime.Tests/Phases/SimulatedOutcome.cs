namespace HyperScaffold.Tests.Phases;

/// <summary>What a simulated training gives: a value with its curve, or a reason why it failed.</summary>
internal sealed record SimulatedOutcome(double? Value, string? Reason = null, bool Pruned = false, string? Metrics = null)
{
    public IReadOnlyList<double> Curve { get; init; } = Value is { } v ? [v] : [];

    public static implicit operator SimulatedOutcome(double value) => new(value);
}
