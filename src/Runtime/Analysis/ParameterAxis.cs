using System.Collections.Immutable;

namespace HyperScaffold.Analysis;

/// <summary>One parameter as the axis of a plot: the range over all trials, so that a widened range is one axis.</summary>
public sealed record ParameterAxis
{
    /// <summary>Gets the parameter.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a value indicating whether the scale is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>Gets the lowest value of the range; 0 for a categorical parameter.</summary>
    public double Low { get; init; }

    /// <summary>Gets the highest value of the range; the last index for a categorical parameter.</summary>
    public double High { get; init; }

    /// <summary>Gets the choices, in their order; empty for a numeric parameter.</summary>
    public ImmutableArray<object?> Choices { get; init; } = [];

    /// <summary>Gets a value indicating whether the parameter has choices and no order.</summary>
    public bool IsCategorical => !Choices.IsEmpty;

    /// <summary>Where an internal value lies on the axis.</summary>
    /// <param name="value">The internal value; one outside the range goes to the nearer end.</param>
    /// <returns>From 0 at the low end to 1 at the high end, on the axis's own scale; 0.5 where the range is one point.</returns>
    public double PositionOf(double value)
    {
        if (High <= Low)
        {
            return 0.5;
        }

        var clipped = Math.Clamp(value, Low, High);
        return IsLog ? Math.Log(clipped / Low) / Math.Log(High / Low) : (clipped - Low) / (High - Low);
    }

    /// <summary>The internal value at a position; the inverse of <see cref="PositionOf"/>.</summary>
    /// <param name="position">From 0 to 1.</param>
    /// <returns>The value, not rounded to steps.</returns>
    public double ValueAt(double position) => IsLog ? Low * Math.Pow(High / Low, position) : Low + (position * (High - Low));
}
