using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Bench.Torture;

/// <summary>Looks for what the torture broke.</summary>
public static class TortureJudge
{
    private const int MaxAttempts = 3;

    /// <summary>What was noted as told: number, state and value.</summary>
    /// <param name="folder">The folder of notes.</param>
    public static IReadOnlyList<(int Number, TrialState State, double? Value)> Told(string folder) =>
        [.. Directory.EnumerateFiles(folder, "told-*.txt").SelectMany(File.ReadAllLines).Select(l => l.Split(' ')).Select(p => (int.Parse(p[0], CultureInfo.InvariantCulture), Enum.Parse<TrialState>(p[1]), p[2].Length == 0 ? (double?)null : double.Parse(p[2], CultureInfo.InvariantCulture)))];

    /// <summary>Lists the faults.</summary>
    /// <param name="url">The storage.</param>
    /// <param name="folder">The folder of notes.</param>
    /// <param name="file">The SQLite file, or null.</param>
    public static IReadOnlyList<string> Faults(string url, string folder, string? file)
    {
        using var storage = StorageFactory.Open(url);
        var trials = storage.Read(storage.FindStudy(TortureTrial.Study)!.Id, StudyCursor.Start).Trials.ToList();
        var told = Told(folder);
        return
        [
            .. Order(trials), .. Notes(trials, told), .. Values(trials), .. Attempts(trials), .. Best(storage, trials, told),
            .. file is null ? [] : Integrity(file),
        ];
    }

    private static IEnumerable<string> Order(List<FrozenTrial> trials) =>
        trials.Where(t => !t.IsFinished).Select(t => $"trial {t.Number} has not ended: {t.State}")
            .Concat(trials.Where((t, i) => t.Number != i).Select(t => $"number {t.Number} is out of place"));

    private static IEnumerable<string> Notes(List<FrozenTrial> trials, IReadOnlyList<(int Number, TrialState State, double? Value)> told)
    {
        foreach (var (number, state, value) in told)
        {
            var kept = trials.FirstOrDefault(t => t.Number == number);
            if (kept is null || kept.State != state || kept.Value != value)
            {
                yield return $"trial {number} was told {state} {value} and is {kept?.State} {kept?.Value}";
            }
        }

        foreach (var twice in told.GroupBy(t => t.Number).Where(g => g.Count() > 1))
        {
            yield return $"trial {twice.Key} was told {twice.Count()} times";
        }
    }

    private static IEnumerable<string> Values(List<FrozenTrial> trials)
    {
        foreach (var trial in trials.Where(t => t.State == TrialState.Complete))
        {
            var x = trial.Parameters.TryGetValue("x", out var parameter) ? parameter.Internal : double.NaN;
            var reports = trial.IntermediateValues.Select(v => (v.Step, v.Value));
            var expected = Enumerable.Range(1, TortureTrial.Epochs).Select(e => (e, TortureTrial.Value(x, e)));
            if (!reports.SequenceEqual(expected) || trial.Value != TortureTrial.Value(x, TortureTrial.Epochs))
            {
                yield return $"trial {trial.Number} has {trial.Value} and {trial.IntermediateValues.Length} reports at x = {x}";
            }
        }
    }

    // each failed attempt is repeated once and with its values, until there are no attempts left
    private static IEnumerable<string> Attempts(List<FrozenTrial> trials)
    {
        var repeats = trials.Where(t => t.SystemAttributes.ContainsKey(StorageAttributes.RetryHistory)).ToLookup(t => StorageAttributes.Earlier(t.SystemAttributes).Max());
        foreach (var trial in trials.Where(t => t.State is TrialState.Fail))
        {
            var expected = StorageAttributes.AttemptOf(trial.SystemAttributes) < MaxAttempts ? 1 : 0;
            if (!StorageAttributes.IsLoss(trial.Reason) || repeats[trial.Number].Count() != expected)
            {
                yield return $"trial {trial.Number} failed ({trial.Reason}) and was repeated {repeats[trial.Number].Count()} times";
            }
        }

        foreach (var (first, again) in trials.SelectMany(t => repeats[t.Number].Select(r => (t, r))))
        {
            if (first.State != TrialState.Fail || first.Parameters.Any(p => IsOther(again, p.Key, p.Value.Internal)))
            {
                yield return $"trial {again.Number} repeats trial {first.Number}, which is {first.State}, or has other values";
            }
        }
    }

    // one that was killed before its values were written has none; its own repetition shows them
    private static bool IsOther(FrozenTrial trial, string name, double value) =>
        trial.Parameters.TryGetValue(name, out var kept) ? kept.Internal != value : trial.State == TrialState.Complete;

    private static IEnumerable<string> Best(IStorage storage, List<FrozenTrial> trials, IReadOnlyList<(int Number, TrialState State, double? Value)> told)
    {
        using var study = Study.Load(TortureTrial.Study, new StudyOptions { Storage = storage });
        var least = trials.Where(t => t.State == TrialState.Complete).Min(t => t.Value);
        if (least is null)
        {
            yield return "no trial ended well, so nothing was shown";
        }
        else if (study.BestValue != least || told.Min(t => t.Value) < least)
        {
            yield return $"the best is {study.BestValue}, but {least} is stored and {told.Min(t => t.Value)} was told";
        }
    }

    private static IEnumerable<string> Integrity(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        if (check.ExecuteScalar() is not "ok")
        {
            yield return "the file is damaged";
        }

        check.CommandText = "SELECT COUNT(*) FROM hyper_lease";
        if (check.ExecuteScalar() is not 0L)
        {
            yield return "leases are left";
        }
    }
}
