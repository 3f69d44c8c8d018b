using System.Text;
using Xunit;

namespace HyperScaffold.Contracts;

/// <summary>
/// Compares text with an approved file beside the tests (folder <c>__snapshots__</c> of the calling test's folder).
/// <c>UPDATE_SNAPSHOTS=1</c> rewrites the files; the diff is then reviewed in git.
/// </summary>
public static class Approval
{
    private const string Folder = "__snapshots__";

    /// <summary>Fails unless the text equals the approved file; line ends do not count.</summary>
    /// <param name="text">The text that the test produced.</param>
    /// <param name="name">The file's path below the tests' folder, such as <c>Tool.Tests/Plans/errors.approved.txt</c>.</param>
    public static void Match(string text, string name)
    {
        var path = Path.Combine(RepositoryRoot(), "tests", Path.GetDirectoryName(name) ?? string.Empty, Folder, Path.GetFileName(name));
        MatchFile(text, path);
    }

    /// <summary>Fails unless the text equals the file.</summary>
    /// <param name="text">The text that the test produced.</param>
    /// <param name="path">The file's full path.</param>
    public static void MatchFile(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var actual = text.ReplaceLineEndings("\n");
        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        if (actual == approved)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        var what = approved is null ? "There is no approved file" : "The text differs from the approved file";
        Assert.Fail($"{what} {path}. Review it, then run with UPDATE_SNAPSHOTS=1 to approve.\n{UnifiedDiff.Of(approved ?? string.Empty, actual)}");
    }

    /// <summary>Finds the repository: the folder above the tests that holds <c>HyperScaffold.sln</c>.</summary>
    /// <returns>Its full path.</returns>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HyperScaffold.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No HyperScaffold.sln above {AppContext.BaseDirectory}.");
    }
}
