namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// Evenly spread points by the additive recurrence with the powers of the generalized golden ratio (Roberts 2018), from a
/// random start.
/// </summary>
internal sealed class Spread
{
    private readonly double[] _start;
    private readonly double[] _step;

    public Spread(int dimensions, RandomSource random)
    {
        var ratio = 2.0;
        for (var i = 0; i < 60; i++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (dimensions + 1));
        }

        _step = [.. Enumerable.Range(1, dimensions).Select(j => Math.Pow(1 / ratio, j))];
        _start = [.. Enumerable.Range(0, dimensions).Select(_ => random.NextDouble())];
    }

    public double[] At(int n) => [.. _start.Zip(_step, (a, s) => (a + (n * s)) % 1.0)];
}
