using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Contracts;

/// <summary>Starts processes that claim waiting trials of one study at the same moment.</summary>
public static class ClaimRace
{
    /// <summary>Runs the race.</summary>
    /// <param name="program">The program that claims (its <c>claim</c> command).</param>
    /// <param name="url">The storage.</param>
    /// <param name="study">The study.</param>
    /// <param name="processes">How many take part.</param>
    /// <returns>What each claimed; a process that failed shows what it wrote instead.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Run(string program, string url, string study, int processes)
    {
        var racers = Enumerable.Range(0, processes).Select(_ => Start(program, url, study)).ToList();
        racers.ForEach(r => r.StandardOutput.ReadLine());
        racers.ForEach(r => r.StandardInput.WriteLine());
        return [.. racers.Select(Finish)];
    }

    private static Process Start(string program, string url, string study) => Process.Start(new ProcessStartInfo("dotnet", [program, "claim", url, study])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
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
