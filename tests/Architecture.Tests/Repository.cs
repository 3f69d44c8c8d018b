using System.Diagnostics;

namespace HyperScaffold.Architecture.Tests;

/// <summary>The files that a commit would hold.</summary>
public static class Repository
{
    private static readonly string[] Built = ["/artifacts/", "/bin/", "/obj/", "/.git/", "/.hyper/", "/TestResults/"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".txt", ".sh", ".hbs", ".cpp", ".h", ".py",
        ".config", ".editorconfig", ".gitattributes", ".gitignore", ".cshtml", ".html", ".css", ".js", ".sql", ".snap", "/run", "/LICENSE",
    ];

    private static readonly Lazy<IReadOnlyList<string>> AllPaths = new(ListPaths);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Paths => AllPaths.Value;

    /// <summary>Reads the text files below a folder.</summary>
    /// <param name="folder">The folder with a slash at its end; empty for all.</param>
    /// <param name="ending">How the path ends; null for all text files.</param>
    /// <returns>The files by path.</returns>
    public static IReadOnlyList<SourceText> Read(string folder, string? ending = null) =>
        [.. Paths.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && (ending is null ? IsText(p) : p.EndsWith(ending, StringComparison.Ordinal)))
            .Select(p => new SourceText(p, File.ReadAllText(Path.Combine(Root, p))))];

    private static bool IsText(string path) => TextEndings.Any(e => ("/" + path).EndsWith(e, StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "HyperScaffold.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("HyperScaffold.sln is not above " + AppContext.BaseDirectory);
        }

        return folder;
    }

    private static List<string> ListPaths() =>
        [.. (ListWithGit() ?? ListFolder()).Where(p => File.Exists(Path.Combine(Root, p))).Order(StringComparer.Ordinal)];

    // what git does not ignore, committed or not; an unpacked archive without git falls back to the folder
    private static List<string>? ListWithGit()
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
        {
            return null;
        }

        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var listed = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 ? [.. listed.Distinct()] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> ListFolder() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
            .Where(p => !Built.Any(b => ("/" + p).Contains(b, StringComparison.Ordinal)));
}
