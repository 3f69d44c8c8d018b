using System.Globalization;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>
/// The memory of all processes of a group: what they hold themselves or share among each other, without files that the
/// system may drop. Pages that forked processes share count once (Linux: proportional set size).
/// </summary>
internal static class GroupMemory
{
    private const int GroupField = 2;
    private const long Kibi = 1024;

    /// <summary>Measures a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="limit">Up to here a quick estimate, never below the truth, is good enough.</param>
    /// <returns>Bytes; 0 where nothing can be measured.</returns>
    public static long Of(ProcessGroup group, long limit)
    {
        if (!OperatingSystem.IsLinux() || !group.IsGroup)
        {
            return group.LeaderMemory;
        }

        var members = Members(group.Id);
        var most = members.Sum(m => Sum($"/proc/{m}/status", "RssAnon:", "RssShmem:") ?? 0);
        return most <= limit ? most : members.Sum(m => Sum($"/proc/{m}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:") ?? Sum($"/proc/{m}/status", "RssAnon:", "RssShmem:") ?? 0);
    }

    private static List<string> Members(int group) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).OfType<string>().Where(n => char.IsAsciiDigit(n[0]) && GroupOf(n) == group)];

    // the program's name stands in brackets and may hold any character, so fields are counted behind the last bracket
    private static int? GroupOf(string process)
    {
        var stat = Read($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > GroupField && int.TryParse(fields[GroupField], NumberStyles.None, CultureInfo.InvariantCulture, out var group) ? group : null;
    }

    private static long? Sum(string file, params string[] keys)
    {
        var found = Read(file).Split('\n').Where(l => keys.Any(k => l.StartsWith(k, StringComparison.Ordinal))).ToList();
        return found.Count == 0 ? null : found.Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * Kibi);
    }

    // a process may end while it is looked at
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
