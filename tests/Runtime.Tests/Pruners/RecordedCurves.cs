using System.Globalization;
using HyperScaffold.Contracts;

namespace HyperScaffold.Runtime.Tests.Pruners;

/// <summary>Real validation losses of 800 trainings of a network on the digits, epoch by epoch; the table of the quality bench.</summary>
internal static class RecordedCurves
{
    public const int Epochs = 30;

    public static double[][] All { get; } =
    [
        .. File.ReadLines(Path.Combine(Approval.RepositoryRoot(), "bench", "Quality", "digits-table.csv"))
            .Select(line => line.Split(',').Skip(4).Select(v => int.Parse(v, CultureInfo.InvariantCulture) / 1000.0).ToArray())
            .Where(c => c.All(v => v >= 0)),
    ];

    /// <summary>Large learning rates that stall, in turn with small ones that arrive late: at epoch 10 every one of the former leads, at the end every one of the latter.</summary>
    public static double[][] Misleading(int seed)
    {
        var stalling = Draw([.. All.Where(c => Best(c, 10) < 1.05 && Best(c, Epochs) > 0.8)], 12, seed);
        var late = Draw([.. All.Where(c => Best(c, 10) > 1.1 && Best(c, Epochs) < 0.5)], 12, seed);
        return [.. stalling.Zip(late).SelectMany(p => new[] { p.First, p.Second })];
    }

    public static double Best(double[] curve, int epochs) => curve.Take(epochs).Min();

    public static double[][] Draw(double[][] from, int count, int seed)
    {
        var drawn = from.ToArray();
        RandomSource.For(seed, 0, "draw").Shuffle(drawn);
        return drawn[..count];
    }
}
