using System.Globalization;
using System.Text.Json;
using HyperScaffold.Bench.Common;
using HyperScaffold.Samplers;

namespace HyperScaffold.Bench.Quality;

/// <summary>Which configurations a sampler finds: regret after 20 and 50 trials beside random search and Optuna.</summary>
public static class QualityBench
{
    public static int Run(string[] args)
    {
        var functions = QualitySettings.Functions;
        var reuse = Array.IndexOf(args, "--reuse") is var at and >= 0 ? args[at + 1] : null;
        var random = Ours(functions, "random");
        var tables = new Dictionary<string, RegretTable> { ["tpe"] = Ours(functions, "tpe"), ["auto"] = Ours(functions, "auto") };
        var (peer, version) = Theirs(functions, reuse);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{functions.Count} functions, seeds {QualitySettings.FirstSeed} to {QualitySettings.Seeds}, Optuna {version ?? "not found"}; regrets are medians, floored at {QualitySettings.Floor:P0} of random's"));
        var rows = new List<Row>();
        foreach (var n in new[] { QualitySettings.FewTrials, QualitySettings.Trials })
        {
            rows.AddRange(Report(n, random, tables, peer));
        }

        Row.Print("quality", rows);
        return 0;
    }

    private static List<Row> Report(int n, RegretTable random, Dictionary<string, RegretTable> tables, RegretTable? peer)
    {
        var (baseline, theirs) = (random.At(n, random), peer?.At(n, random));
        Console.WriteLine($"\nn = {n,-28} {"random",9} {"Optuna",9} {"tpe",9} {"auto",9}   tpe/Optuna auto/Optuna");
        var ours = tables.ToDictionary(t => t.Key, t => t.Value.At(n, random));
        for (var f = 0; f < random.Functions.Count; f++)
        {
            double M(double[][]? table) => table is null ? double.NaN : RankStatistics.Median(table[f]);
            Console.WriteLine($"{random.Functions[f].Name,-32} {Row.Text(M(baseline)),9} {Row.Text(M(theirs)),9} {Row.Text(M(ours["tpe"])),9} {Row.Text(M(ours["auto"])),9}   {M(ours["tpe"]) / M(theirs),9:0.00} {M(ours["auto"]) / M(theirs),9:0.00}");
        }

        return [.. ours.SelectMany(t => Rows(n, t.Key, t.Value, baseline, theirs))];
    }

    private static IEnumerable<Row> Rows(int n, string name, double[][] ours, double[][] random, double[][]? theirs)
    {
        var bar = n == QualitySettings.Trials;
        var chance = Comparison.Of(ours, random);
        yield return new Row($"{name} against random, n={n}", "p pooled", chance.PooledP, null, null, bar ? 0.001 : null);
        yield return new Row($"{name} better than random, n={n}", "functions", chance.Ratios.Count(r => r < 1), null, null, bar ? Math.Ceiling(0.8 * chance.Ratios.Length) : null);
        if (theirs is null)
        {
            yield break;
        }

        var c = Comparison.Of(ours, theirs);
        yield return new Row($"{name} against Optuna, n={n}", "regret ratio", c.Ratio, 1, c.Ratio, bar ? 0.8 : null);
        yield return new Row($"{name} against Optuna, 95 % high, n={n}", "log ratio", c.LogInterval.High, null, null, bar ? 0 : null);
        yield return new Row($"{name} least p of a worse function, n={n}", "p Holm", c.WorseP.Min(), null, null, bar ? 0.01 : null);
    }

    private static RegretTable Ours(IReadOnlyList<BenchFunction> functions, string sampler) =>
        new(functions, [.. functions.AsParallel().AsOrdered().Select(f => QualitySettings.SeedRange.Select(seed => One(f, sampler, seed)).ToList())]);

    private static List<Evaluation> One(BenchFunction function, string sampler, int seed)
    {
        var evaluations = new List<Evaluation>();
        new StudyLoop(function.Space, SamplerFactory.Create(sampler, function.Space), seed).Run(QualitySettings.Trials, (values, number) =>
        {
            evaluations.Add(Evaluation.Of(function, values, seed, number));
            return evaluations[^1].Observed;
        });
        return evaluations;
    }

    // reusing the peer's runs is for tuning only; what is reported comes from one run
    private static (RegretTable? Table, string? Version) Theirs(IReadOnlyList<BenchFunction> functions, string? file)
    {
        if (file is not null && File.Exists(file))
        {
            return (new(functions, JsonSerializer.Deserialize<List<List<List<Evaluation>>>>(File.ReadAllText(file))!), "from " + file);
        }

        using var peer = OptunaPeer.Start();
        if (peer is null)
        {
            return (null, null);
        }

        var runs = functions.Select(f => QualitySettings.SeedRange.Select(seed => peer.Run(f, "tpe", seed, QualitySettings.Trials)).ToList()).ToList();
        if (file is not null)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(runs));
        }

        return (new(functions, runs), peer.Version);
    }
}
