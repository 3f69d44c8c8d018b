using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Bench.Torture;

/// <summary>The processes of one torture, found by the folder that stands in their command lines.</summary>
/// <param name="folder">The folder.</param>
public sealed class Victims(string folder)
{
    public IReadOnlyList<int> Workers => Find("torture-worker");

    public IReadOnlyList<int> Supervisors => Find("torture-supervisor");

    public static void Signal(int process, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    /// <summary>Waits until processes are gone.</summary>
    /// <param name="find">Finds them.</param>
    /// <param name="patience">How long.</param>
    /// <returns>False where some live on.</returns>
    public static bool Wait(Func<IReadOnlyList<int>> find, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (find().Count > 0)
        {
            if (clock.Elapsed > patience)
            {
                return false;
            }

            Thread.Sleep(20);
        }

        return true;
    }

    // one that nobody waits for yet has an empty command line
    private List<int> Find(string word) =>
        [.. Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0).Where(id => id > 0 && Line(id) is var line && line.Contains(word, StringComparison.Ordinal) && line.Contains(folder, StringComparison.Ordinal))];

    private static string Line(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
