using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Quality;

/// <summary>A function with a known minimum. Values are those of the parameters that exist, by name, in external units.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Space">Where to search.</param>
/// <param name="Truth">The value without noise; null where the training diverges.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Noise">The standard deviation of what an evaluation adds.</param>
public sealed record BenchFunction(string Name, SearchSpace Space, Func<Point, double?> Truth, double Minimum = 0, double Noise = 0)
{
    /// <summary>Gets a value indicating whether every parameter always exists.</summary>
    public bool IsFlat => Space.Parameters.All(p => p.Condition is null);
}
