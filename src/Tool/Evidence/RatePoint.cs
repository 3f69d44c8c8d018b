using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>One learning rate of a sweep.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Losses">The loss at the end of the short training, one a seed; NaN where it diverged or failed. Smaller is better.</param>
internal sealed record RatePoint(double Rate, ImmutableArray<double> Losses)
{
    /// <summary>Gets the mean over the seeds; NaN where one of them diverged.</summary>
    public double Mean => Losses.Average();

    /// <summary>Gets the standard deviation over the seeds; NaN where one of them diverged, 0 for a single seed.</summary>
    public double Spread => Losses.Length < 2 ? 0 * Mean : Math.Sqrt(Losses.Sum(l => (l - Mean) * (l - Mean)) / (Losses.Length - 1));

    /// <summary>Gets how many seeds diverged.</summary>
    public int Diverged => Losses.Count(double.IsNaN);
}
