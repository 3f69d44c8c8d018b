using System.Globalization;
using HyperScaffold.Bench.Common;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Bench.Storage;

/// <summary>Kills and stops workers at random moments, and then looks whether anything that was told is missing or there twice.</summary>
public static class TortureBench
{
    private const int Workers = 4;
    private const double PauseMilliseconds = 15;
    private static readonly TimeSpan BeyondLease = TimeSpan.FromSeconds(3.5);

    public static int Run(int kills)
    {
        var folder = Directory.CreateTempSubdirectory("hyper-torture-").FullName;
        var url = $"sqlite:///{folder}/studies.db";
        using (var storage = StorageFactory.Open(url))
        {
            storage.CreateStudy("torture", StudyDirection.Minimize);
        }

        var told = Torment(url, kills);
        var faults = Judge(url, Path.Combine(folder, "studies.db"), told);
        faults.ForEach(Console.Error.WriteLine);
        Console.WriteLine($"{kills} kills and stops, {told.Count} trials told");
        Row.Print("torture", [Row.Against("trials lost, repeated or wrong", "count", faults.Count, null, 0)]);
        if (faults.Count == 0)
        {
            Directory.Delete(folder, recursive: true);
        }

        return faults.Count == 0 ? 0 : 1;
    }

    private static List<(int Number, double Value)> Torment(string url, int kills)
    {
        var random = new RandomSource(1);
        var workers = Enumerable.Range(0, Workers).Select(_ => Start(url)).ToList();
        var lines = new List<string>();
        for (var i = 0; i < kills; i++)
        {
            Thread.Sleep((int)random.NextUniform(20, 250));
            var at = random.NextIndex(workers.Count);
            if (random.NextIndex(20) == 0)
            {
                workers[at].Signal("STOP");
                Thread.Sleep(BeyondLease);
                workers[at].Signal("CONT");
                continue;
            }

            workers[at].Signal("KILL");
            workers[at].Wait();
            lines.AddRange(workers[at].Lines);
            workers[at].Dispose();
            workers[at] = Start(url);
        }

        foreach (var worker in workers)
        {
            worker.Signal("KILL");
            worker.Wait();
            lines.AddRange(worker.Lines);
            worker.Dispose();
        }

        return [.. lines.Select(l => l.Split(' ')).Where(p => p is ["told", _, _]).Select(p => (int.Parse(p[1], CultureInfo.InvariantCulture), double.Parse(p[2], CultureInfo.InvariantCulture)))];
    }

    private static WorkerProcess Start(string url)
    {
        var worker = new WorkerProcess(url, "torture", 3600, PauseMilliseconds);
        worker.Go();
        return worker;
    }

    private static List<string> Judge(string url, string file, List<(int Number, double Value)> told)
    {
        Thread.Sleep(BeyondLease);
        using var storage = StorageFactory.Open(url);
        var study = storage.FindStudy("torture")!;
        storage.Reap(study.Id, null, maxAttempts: 3);
        var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
        var byNumber = trials.ToDictionary(t => t.Number);
        var faults = told.Where(t => byNumber[t.Number].State != TrialState.Complete || byNumber[t.Number].Value != t.Value).Select(t => $"trial {t.Number} was told {t.Value} and is {byNumber[t.Number].State} {byNumber[t.Number].Value}").ToList();
        faults.AddRange(told.GroupBy(t => t.Number).Where(g => g.Count() > 1).Select(g => $"trial {g.Key} was told {g.Count()} times"));
        faults.AddRange(trials.Where(t => t.State == TrialState.Running).Select(t => $"trial {t.Number} still runs"));
        faults.AddRange(trials.Where((t, i) => t.Number != i).Select(t => $"number {t.Number} is out of place"));
        faults.AddRange(trials.GroupBy(t => t.SystemAttributes.GetValueOrDefault(StorageAttributes.RetryHistory)).Where(g => g.Key is not null && g.Count() > 1).Select(g => $"attempts {g.Key} were repeated {g.Count()} times"));
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        if (check.ExecuteScalar() is not "ok")
        {
            faults.Add("the file is damaged");
        }

        return faults;
    }
}
