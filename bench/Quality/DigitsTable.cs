using System.Globalization;
using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Quality;

/// <summary>Real training: the least validation loss over 30 epochs of a network on the digits, looked up in a table of 800 runs.</summary>
public static class DigitsTable
{
    private static readonly Dictionary<(int, int, int, int), int[]> Curves = Read();

    private static SearchSpace Space => SearchSpace.Empty.Int("rate", 0, 9).Int("batch", 0, 4).Int("decay", 0, 3).Int("dropout", 0, 3);

    public static BenchFunction Function => new("digits-table-4", Space, p => Loss(Curves[((int)p["rate"], (int)p["batch"], (int)p["decay"], (int)p["dropout"])]), Curves.Values.Min(Loss)!.Value);

    private static double? Loss(int[] curve) => curve.Contains(-1) ? null : curve.Min() / 1000.0;

    private static Dictionary<(int, int, int, int), int[]> Read() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Quality", "digits-table.csv"))
        .Select(line => line.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture)).ToArray())
        .ToDictionary(v => (v[0], v[1], v[2], v[3]), v => v[4..]);
}
