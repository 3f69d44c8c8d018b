using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Bench.Common;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Bench.Storage;

/// <summary>What a storage costs: one process, eight processes, a large study; beside Optuna on the same disk.</summary>
public static class StorageBench
{
    private const int Workers = 8;
    private static readonly TimeSpan One = TimeSpan.FromSeconds(4);

    private static readonly (string Name, Func<string, IEnumerable<Row>> Run)[] Parts =
    [
        ("one", folder => [OneProcess(folder)]),
        ("reports", folder => [Reports(folder)]),
        ("many", folder => ManyProcesses("SQLite", $"sqlite:///{folder}/many.db", null)),
        ("postgres", _ => Postgres()),
        ("overhead", folder => [Supervision.OverheadBench.Run(folder)]),
        ("large", folder => [LargeStudy(folder)]),
    ];

    /// <summary>Measures.</summary>
    /// <param name="names">The parts to measure; none for all.</param>
    /// <returns>0, or 2 where a part is unknown.</returns>
    public static int Run(string[] names)
    {
        if (names.Except(Parts.Select(p => p.Name)).Any())
        {
            Console.Error.WriteLine($"usage: HyperScaffold.Bench storage {string.Join(' ', Parts.Select(p => $"[{p.Name}]"))}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("hyper-bench-").FullName;
        try
        {
            Row.Print("storage", [.. Parts.Where(p => names.Length == 0 || names.Contains(p.Name)).SelectMany(p => p.Run(folder))]);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Row OneProcess(string folder)
    {
        using var storage = StorageFactory.Open($"sqlite:///{folder}/one.db");
        using var study = StorageTrial.Open(storage, "one");
        study.Optimize(StorageTrial.Evaluate, trials: 2000);
        var clock = Stopwatch.StartNew();
        var trials = study.Optimize(StorageTrial.Evaluate, new OptimizeOptions { Timeout = One }).Trials;
        return Row.Against("SQLite, ask to durable tell, one process", "ms/trial", clock.Elapsed.TotalMilliseconds / trials, Peer($"sqlite:///{folder}/peer.db", 1), 1.0 / 50);
    }

    private static Row Reports(string folder)
    {
        using var storage = StorageFactory.Open($"sqlite:///{folder}/reports.db");
        using var study = StorageTrial.Open(storage, "reports");
        var trial = study.Ask();
        var clock = Stopwatch.StartNew();
        var step = 0;
        for (; clock.Elapsed < One / 2; step++)
        {
            trial.Report(0.5, step);
        }

        study.Tell(trial, 0.5);
        return Row.Against("SQLite, report, flushed at the end", "ms/report", clock.Elapsed.TotalMilliseconds / step, null, 0.1);
    }

    private static List<Row> Postgres()
    {
        using var server = PostgresCluster.Start();
        if (server is null)
        {
            Console.Error.WriteLine("PostgreSQL's server is not installed, so its rows are left out.");
            return [];
        }

        var peer = Peer(server.NewDatabase("peer").Replace("postgresql://", "postgresql+psycopg2://", StringComparison.Ordinal), Workers);
        return ManyProcesses("PostgreSQL", server.NewDatabase("ours"), peer);
    }

    private static List<Row> ManyProcesses(string name, string url, double? peer)
    {
        var study = $"many-{Environment.ProcessId}";
        var workers = Enumerable.Range(0, Workers).Select(_ => new WorkerProcess(url, study, One.TotalSeconds * 2, 0)).ToList();
        workers.ForEach(w => w.WaitUntilReady());
        workers.ForEach(w => w.Go());
        workers.ForEach(w => w.Wait());
        var errors = workers.SelectMany(w => w.Lines).Where(l => l.StartsWith("error ", StringComparison.Ordinal)).ToList();
        errors.ForEach(Console.Error.WriteLine);
        var ends = workers.SelectMany(w => w.Lines).Where(l => l.StartsWith("done ", StringComparison.Ordinal)).Select(l => l.Split(' ').Skip(1).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToList();
        workers.ForEach(w => w.Dispose());
        var total = ends.Sum(e => e[0]);
        return
        [
            Row.Against($"{name}, {Workers} processes, together", "ms/trial", ends.Max(e => e[3]) * 1000 / total, peer, peer is null ? 1 : 1 / peer),
            Row.Against($"{name}, {Workers} processes, mean over slowest", "times", total / Workers / ends.Min(e => e[0]), null, 4),
            Row.Against($"{name}, {Workers} processes, longest trial", "s", ends.Max(e => e[2]), null, 1),
            Row.Against($"{name}, {Workers} processes, leases lost and errors", "count", ends.Sum(e => e[1]) + errors.Count, null, 0),
        ];
    }

    private static Row LargeStudy(string folder)
    {
        var url = $"sqlite:///{folder}/large.db";
        using (var storage = StorageFactory.Open(url))
        {
            Fill(Path.Combine(folder, "large.db"), storage.CreateStudy("large", StudyDirection.Minimize).Id);
        }

        var clock = Stopwatch.StartNew();
        using var again = StorageFactory.Open(url);
        using var study = StorageTrial.Open(again, "large");
        study.Ask();
        return Row.Against("SQLite, open 100,000 trials and ask once", "s", clock.Elapsed.TotalSeconds, null, 2);
    }

    private static void Fill(string file, long study)
    {
        const string Numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999) ";
        string[] statements =
        [
            "BEGIN",
            Numbers + $"INSERT INTO trials (trial_id, number, study_id, state, datetime_start, datetime_complete) SELECT i + 1, i, {study}, 'COMPLETE', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:01.000000' FROM n",
            Numbers + "INSERT INTO trial_values (trial_id, objective, value, value_type) SELECT i + 1, 0, i % 977, 'FINITE' FROM n",
            Numbers + $"INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) SELECT i + 1, 'rate', 0.001 + (i % 997) / 1000.0, '{DistributionJson.Write(new FloatDistribution(1e-5, 1, log: true))}' FROM n",
            Numbers + $"INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) SELECT i + 1, 'layers', 1 + i % 6, '{DistributionJson.Write(new IntDistribution(1, 6))}' FROM n",
            "COMMIT",
        ];
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    private static double? Peer(string url, int processes)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python))
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-W", "ignore", Path.Combine(AppContext.BaseDirectory, "Storage", "optuna_storage.py"), url, processes.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true });
        var output = process?.StandardOutput.ReadToEnd();
        return double.TryParse(output, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
