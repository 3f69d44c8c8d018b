using System.Globalization;

namespace HyperScaffold.Samplers.Grid;

/// <summary>How fine the grid of <see cref="GridSampler"/> is.</summary>
public sealed record GridOptions
{
    /// <summary>Gets how many values a numeric parameter with more possible values gets, evenly spaced on its scale and both ends included, at least 1.</summary>
    /// <value>The default is 5.</value>
    public int Points { get; init; } = 5;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public void Validate()
    {
        if (Points < 1)
        {
            HyperException.ThrowIfAny(nameof(GridOptions), [new Problem(nameof(Points), Points.ToString(CultureInfo.InvariantCulture), "must be at least 1", "Write 5")]);
        }
    }
}
