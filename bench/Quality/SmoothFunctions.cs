using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Quality;

/// <summary>Functions of the optimization literature over real numbers.</summary>
public static class SmoothFunctions
{
    private static readonly double[,] HartmannA =
    {
        { 10, 3, 17, 3.5, 1.7, 8 }, { 0.05, 10, 17, 0.1, 8, 14 }, { 3, 3.5, 1.7, 10, 17, 8 }, { 17, 8, 0.05, 10, 0.1, 14 },
    };

    private static readonly double[,] HartmannP =
    {
        { 0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886 }, { 0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991 },
        { 0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650 }, { 0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381 },
    };

    public static IEnumerable<BenchFunction> All =>
    [
        new("branin", Box(1, -5, 10).Float("x2", 0, 15), Branin, 0.39788735772973816),
        new("rosenbrock-3", Box(3, -2, 2), p => Math.Log(1 + Rosenbrock(p, 3))),
        new("levy-4", Box(4, -10, 10), p => Levy(p, 4)),
        new("hartmann-6", Box(6, 0, 1), Hartmann, -3.3223680114155147),
        new("ackley-8", Box(8, -10, 10), p => Ackley(p, 8)),
    ];

    private static SearchSpace Box(int dimensions, double low, double high) =>
        Enumerable.Range(1, dimensions).Aggregate(SearchSpace.Empty, (space, i) => space.Float($"x{i}", low, high));

    private static double? Branin(Point p)
    {
        var (x, y) = (p["x1"], p["x2"]);
        var bend = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (bend * bend) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    private static double Rosenbrock(Point p, int n) => Enumerable.Range(1, n - 1).Sum(i =>
        (100 * Math.Pow(p[$"x{i + 1}"] - Math.Pow(p[$"x{i}"], 2), 2)) + Math.Pow(1 - p[$"x{i}"], 2));

    private static double? Levy(Point p, int n)
    {
        double W(int i) => 1 + ((p[$"x{i}"] - 1) / 4);
        var ends = Math.Pow(Math.Sin(Math.PI * W(1)), 2) + (Math.Pow(W(n) - 1, 2) * (1 + Math.Pow(Math.Sin(2 * Math.PI * W(n)), 2)));
        return ends + Enumerable.Range(1, n - 1).Sum(i => Math.Pow(W(i) - 1, 2) * (1 + (10 * Math.Pow(Math.Sin((Math.PI * W(i)) + 1), 2))));
    }

    private static double? Hartmann(Point p)
    {
        double[] weights = [1, 1.2, 3, 3.2];
        return -Enumerable.Range(0, 4).Sum(i =>
            weights[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => HartmannA[i, j] * Math.Pow(p[$"x{j + 1}"] - HartmannP[i, j], 2))));
    }

    // the optimum lies off the centre, so that no method gets it for nothing
    private static double? Ackley(Point p, int n)
    {
        var x = Enumerable.Range(1, n).Select(i => p[$"x{i}"] - (0.7 * i) + 1.5).ToArray();
        return (-20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E;
    }
}
