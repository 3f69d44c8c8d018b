using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Bench.Common;

namespace HyperScaffold.Bench.Torture;

/// <summary>
/// Kills workers, supervisors and PostgreSQL at random moments and stops workers beyond their lease; then every trial
/// must have ended exactly once, with what was told of it.
/// </summary>
public static class TortureBench
{
    private const int Kills = 200;

    /// <summary>Runs the torture.</summary>
    /// <param name="args"><c>--on sqlite|postgres</c> (default: both), <c>--kills N</c>, <c>--seed N</c>.</param>
    /// <returns>0 where nothing broke.</returns>
    public static int Run(string[] args)
    {
        var kills = (int)(Option(args, "--kills") is { } k ? Number(k) : Kills);
        var seed = Option(args, "--seed") is { } s ? (ulong)Number(s) : 1;
        var on = Option(args, "--on") ?? "sqlite postgres";
        var rows = new List<Row>();
        if (on.Contains("sqlite", StringComparison.Ordinal))
        {
            rows.AddRange(Part("SQLite", kills, seed, null));
        }

        if (on.Contains("postgres", StringComparison.Ordinal) && PostgresPrograms.Folder is { } programs)
        {
            using var server = new PostgresVictim(programs);
            rows.AddRange(Part("PostgreSQL", kills, seed, server));
        }
        else if (on.Contains("postgres", StringComparison.Ordinal))
        {
            Console.WriteLine("PostgreSQL's server is not installed, so that part is left out");
        }

        Row.Print("torture", rows);
        return rows.All(r => r.Target is null || r.Ours <= r.Target) ? 0 : 1;
    }

    private static List<Row> Part(string name, int kills, ulong seed, PostgresVictim? server)
    {
        var folder = Directory.CreateTempSubdirectory("hyper-torture-").FullName;
        var file = Path.Combine(folder, "studies.db");
        var url = server?.Url ?? $"sqlite:///{file}";
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"{name}:");
        var torturer = new Torturer(url, folder, server, seed);
        torturer.Run(kills);
        IReadOnlyList<string> faults = [.. torturer.Faults, .. TortureJudge.Faults(url, folder, server is null ? file : null)];
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"  {name}: {fault}");
        }

        var told = TortureJudge.Told(folder).Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {torturer}, {told} trials told, {faults.Count} faults, {clock.Elapsed.TotalSeconds:0} s{(faults.Count > 0 ? $"; all is kept in {folder}" : string.Empty)}"));
        if (faults.Count == 0)
        {
            Directory.Delete(folder, recursive: true);
        }

        return
        [
            Row.Against($"{name}: trials lost, repeated or wrong", "count", faults.Count, null, 0),
            Row.Against($"{name}: kills", "count", kills, null, null),
            Row.Against($"{name}: trials told", "count", told, null, null),
        ];
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
