namespace HyperScaffold.Trials;

/// <summary>How far chance moves a curve from step to step near its end.</summary>
internal static class LateJitter
{
    /// <summary>The step-to-step deviation of the last fifth of a curve (at least four steps), free of its trend; 0 where it is shorter.</summary>
    /// <param name="curve">The values, step by step; those that are no number are left out.</param>
    /// <returns>In units of the values, at least 0.</returns>
    public static double Of(IReadOnlyList<double> curve)
    {
        var late = curve.Skip(curve.Count - Math.Max(4, curve.Count / 5)).Where(double.IsFinite).ToList();
        if (late.Count < 4)
        {
            return 0;
        }

        // von Neumann 1941: half the mean squared difference of neighbours estimates the variance around a slow trend
        return Math.Sqrt(late.Zip(late.Skip(1), (a, b) => (b - a) * (b - a)).Average() / 2);
    }
}
