using System.Globalization;

namespace HyperScaffold.Bench.Common;

/// <summary>One line of a bench's result.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">The unit of both figures.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The peer's figure; null where there is none.</param>
/// <param name="Ratio">Ours over the peer's where small is good.</param>
/// <param name="Target">What is asked of the ratio, or of our figure where there is no peer.</param>
public sealed record Row(string Name, string Unit, double Ours, double? Peer, double? Ratio, double? Target)
{
    public static Row Against(string name, string unit, double ours, double? peer, double? target) => new(name, unit, ours, peer, ours / peer, target);

    public static void Print(string bench, IReadOnlyList<Row> rows)
    {
        Console.WriteLine($"{"measure",-46} {"unit",-12} {"ours",12} {"Optuna",12} {"ratio",9} {"target",9}");
        foreach (var r in rows)
        {
            Console.WriteLine($"{r.Name,-46} {r.Unit,-12} {Text(r.Ours),12} {Text(r.Peer),12} {Text(r.Ratio),9} {Text(r.Target),9}");
        }

        var json = rows.Select(r => $"{{\"name\":\"{r.Name}\",\"unit\":\"{r.Unit}\",\"ours\":{Json(r.Ours)},\"peer\":{Json(r.Peer)},\"ratio\":{Json(r.Ratio)},\"target\":{Json(r.Target)}}}");
        Console.WriteLine($"{{\"bench\":\"{bench}\",\"rows\":[{string.Join(",", json)}]}}");
    }

    public static string Text(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "-";

    private static string Json(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("G6", CultureInfo.InvariantCulture) : "null";
}
