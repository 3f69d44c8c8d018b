namespace HyperScaffold.Phases;

/// <summary>
/// One-sided 5 % points of the largest of k t-statistics that share one baseline, all groups of equal size (Dunnett
/// 1955). The numbers are integrated numerically by <c>DunnettTableTests</c>, which recomputes every one of them.
/// </summary>
internal static class DunnettTable
{
    /// <summary>The most candidates that the table knows.</summary>
    public const int MostCandidates = 10;

    private static readonly int[] Degrees = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 30, 40, 60, 120];

    // one row a degree of freedom above, one column a number of candidates from 1; the last row has infinitely many degrees
    private static readonly double[][] Points =
    [
        [6.314, 9.510, 11.580, 13.090, 14.267, 15.227, 16.033, 16.727, 17.333, 17.872],
        [2.920, 3.804, 4.335, 4.712, 5.002, 5.237, 5.434, 5.603, 5.751, 5.882],
        [2.353, 2.938, 3.279, 3.518, 3.701, 3.849, 3.973, 4.079, 4.172, 4.254],
        [2.132, 2.610, 2.885, 3.076, 3.221, 3.339, 3.437, 3.521, 3.594, 3.659],
        [2.015, 2.440, 2.681, 2.848, 2.976, 3.078, 3.163, 3.236, 3.300, 3.356],
        [1.943, 2.337, 2.558, 2.711, 2.827, 2.920, 2.998, 3.064, 3.122, 3.174],
        [1.895, 2.267, 2.476, 2.619, 2.728, 2.815, 2.888, 2.950, 3.004, 3.052],
        [1.860, 2.217, 2.416, 2.553, 2.657, 2.740, 2.809, 2.868, 2.919, 2.965],
        [1.833, 2.180, 2.372, 2.504, 2.604, 2.684, 2.750, 2.807, 2.856, 2.900],
        [1.812, 2.151, 2.338, 2.466, 2.562, 2.640, 2.704, 2.759, 2.807, 2.849],
        [1.782, 2.108, 2.287, 2.410, 2.502, 2.576, 2.638, 2.690, 2.735, 2.776],
        [1.761, 2.079, 2.253, 2.371, 2.461, 2.532, 2.592, 2.642, 2.686, 2.725],
        [1.746, 2.057, 2.227, 2.343, 2.430, 2.500, 2.558, 2.607, 2.650, 2.688],
        [1.734, 2.040, 2.208, 2.321, 2.407, 2.475, 2.532, 2.580, 2.622, 2.660],
        [1.725, 2.027, 2.192, 2.304, 2.389, 2.456, 2.512, 2.559, 2.601, 2.637],
        [1.711, 2.008, 2.170, 2.279, 2.362, 2.427, 2.482, 2.528, 2.569, 2.604],
        [1.697, 1.989, 2.147, 2.255, 2.335, 2.399, 2.453, 2.498, 2.537, 2.572],
        [1.684, 1.970, 2.125, 2.230, 2.309, 2.372, 2.424, 2.468, 2.506, 2.540],
        [1.671, 1.952, 2.104, 2.207, 2.284, 2.345, 2.395, 2.439, 2.476, 2.509],
        [1.658, 1.934, 2.083, 2.183, 2.258, 2.318, 2.368, 2.410, 2.446, 2.478],
        [1.645, 1.916, 2.062, 2.160, 2.234, 2.292, 2.340, 2.381, 2.417, 2.448],
    ];

    /// <summary>The degrees of freedom that have a row; a number between two takes the row below it.</summary>
    public static IReadOnlyList<int> Rows => Degrees;

    /// <summary>Finds the point.</summary>
    /// <param name="candidates">How many candidates are compared with the baseline, at least 1.</param>
    /// <param name="degrees">The degrees of freedom of the noise; null for a noise that is known.</param>
    public static double Point(int candidates, int? degrees)
    {
        var column = Math.Clamp(candidates, 1, MostCandidates) - 1;
        var row = degrees is { } d ? Math.Max(0, Array.FindLastIndex(Degrees, known => known <= d)) : Degrees.Length;
        return Points[row][column];
    }
}
