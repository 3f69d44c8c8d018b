using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>What Linux tells of the memory of processes; nothing elsewhere.</summary>
internal static class ProcessMemory
{
    /// <summary>The exit code of a process that SIGKILL ended, as the system does where memory runs out.</summary>
    public const int KillCode = 137;

    private const string PeakKey = "VmHWM:";
    private const string KillsKey = "oom_kill ";
    private const long Kibi = 1024;

    /// <summary>The most resident memory that a running process has held so far.</summary>
    /// <param name="process">Its identifier.</param>
    /// <returns>Bytes; null where it ended or nothing is known.</returns>
    public static long? Peak(int process) =>
        Line(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"), l => l.StartsWith(PeakKey, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[PeakKey.Length..].Trim().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kibi)
            ? kibi * Kibi
            : null;

    /// <summary>How many processes of this one's control group the system killed because memory ran out.</summary>
    /// <returns>The number since the group was made; null where nothing is known.</returns>
    public static long? Kills() => KillsIn("0::", "/sys/fs/cgroup", "memory.events") ?? KillsIn("memory:", "/sys/fs/cgroup/memory", "memory.oom_control");

    // version 2 of control groups names the group after "0::", version 1 after a number and "memory:"
    private static long? KillsIn(string mark, string folder, string file) =>
        Line("/proc/self/cgroup", l => l.Contains(mark, StringComparison.Ordinal)) is { } group
            && Line($"{folder}{group[(group.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].TrimEnd('/')}/{file}", l => l.StartsWith(KillsKey, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[KillsKey.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var kills)
            ? kills
            : null;

    // a process may end while it is looked at
    private static string? Line(string file, Func<string, bool> isWanted)
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadLines(file).FirstOrDefault(isWanted) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
