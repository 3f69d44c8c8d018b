using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Contracts;

/// <summary>Starts processes, or threads, that claim waiting trials of one study at the same moment.</summary>
public static class ClaimRace
{
    /// <summary>How many take part.</summary>
    public const int Racers = 32;

    /// <summary>How many trials wait for them.</summary>
    public const int Trials = 1000;

    /// <summary>Fills the queue.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="study">The study.</param>
    public static void Enqueue(IStorage storage, long study)
    {
        for (var i = 0; i < Trials; i++)
        {
            storage.Add(study, new NewTrial { State = TrialState.Waiting });
        }
    }

    /// <summary>Runs the race with threads.</summary>
    /// <param name="storage">The storage, which all share.</param>
    /// <param name="study">The study.</param>
    /// <returns>The numbers of all claimed trials.</returns>
    public static async Task<IReadOnlyList<int>> RunThreads(IStorage storage, long study)
    {
        using var start = new Barrier(Racers);
        var racers = Enumerable.Range(0, Racers).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Claim(storage, study, $"thread {i}").ToList();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        return [.. (await Task.WhenAll(racers)).SelectMany(n => n)];
    }

    /// <summary>Claims until nothing waits, and tells each trial its own number.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="study">The study.</param>
    /// <param name="worker">Who claims.</param>
    /// <returns>The numbers.</returns>
    public static IEnumerable<int> Claim(IStorage storage, long study, string worker)
    {
        while (storage.Claim(study, new ClaimRequest(worker, TimeSpan.FromMinutes(1))) is { } claimed)
        {
            storage.Append(claimed.Lease, [new TrialFact.Reported(new IntermediateValue(1, 0.5)), new TrialFact.Ended(TrialState.Complete, claimed.Trial.Number)]);
            yield return claimed.Trial.Number;
        }
    }

    /// <summary>Runs the race with processes.</summary>
    /// <param name="program">The program that claims (its <c>claim</c> command).</param>
    /// <param name="url">The storage.</param>
    /// <param name="study">The study.</param>
    /// <returns>What each claimed; a process that failed shows what it wrote instead.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Run(string program, string url, string study)
    {
        var racers = Enumerable.Range(0, Racers).Select(_ => Start(program, url, study)).ToList();
        racers.ForEach(r => r.StandardOutput.ReadLine());
        racers.ForEach(r => r.StandardInput.WriteLine());
        return [.. racers.Select(Finish)];
    }

    // short lives: compiling anything twice would cost more than the race
    private static Process Start(string program, string url, string study) => Process.Start(new ProcessStartInfo("dotnet", [program, "claim", url, study])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCounting"] = "0" },
    }) ?? throw new InvalidOperationException("the program did not start");

    private static IReadOnlyList<int> Finish(Process racer)
    {
        var numbers = racer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var errors = racer.StandardError.ReadToEnd();
        racer.WaitForExit();
        var code = racer.ExitCode;
        racer.Dispose();
        return code == 0
            ? [.. numbers.Select(n => int.Parse(n, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"a process ended with {code}: {errors}");
    }
}
