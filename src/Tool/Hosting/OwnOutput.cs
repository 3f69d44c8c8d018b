namespace HyperScaffold.Tool.Hosting;

/// <summary>The files that this process writes its own output to, as in <c>dotnet hyper run > run.txt</c>.</summary>
internal static class OwnOutput
{
    /// <summary>Finds them; only Linux tells.</summary>
    /// <returns>Full paths; empty where the output goes to a terminal, a pipe or an unknown place.</returns>
    public static IReadOnlySet<string> Files() => OperatingSystem.IsLinux()
        ? Enumerable.Range(1, 2).Select(n => new FileInfo($"/proc/self/fd/{n}").LinkTarget).OfType<string>().Where(File.Exists).ToHashSet(StringComparer.Ordinal)
        : new HashSet<string>(StringComparer.Ordinal);
}
