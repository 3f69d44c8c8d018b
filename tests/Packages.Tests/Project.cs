using System.Diagnostics;

namespace HyperScaffold.Packages.Tests;

/// <summary>A scaffolded project and the installed tool.</summary>
/// <param name="folder">The project's folder.</param>
/// <param name="tool">The tool's executable.</param>
public sealed class Project(string folder, string tool)
{
    public string Folder { get; } = folder;

    public string Database => PathOf(".hyper/studies.db");

    /// <summary>Runs a command of the tool.</summary>
    /// <param name="arguments">The command with its options.</param>
    /// <returns>How it ended.</returns>
    public Outcome Hyper(params string[] arguments) => Shell.Run(Folder, tool, arguments);

    /// <summary>Starts a command of the tool without waiting for it.</summary>
    /// <param name="arguments">The command with its options.</param>
    /// <returns>The running process.</returns>
    public Process Start(params string[] arguments) => Shell.Start(Folder, tool, arguments);

    /// <summary>Runs a line as a user's shell does, with the tool on PATH.</summary>
    /// <param name="line">The line.</param>
    /// <returns>How it ended.</returns>
    public Outcome Bash(string line) => Shell.Run(Folder, "bash", "-c", $"PATH=\"{Path.GetDirectoryName(tool)}:$PATH\"; {line}");

    public Outcome Build() => Shell.Run(Folder, "dotnet", "build", "-nologo", "-v:q", "-warnaserror");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Replaces a text that must be there.</summary>
    /// <param name="name">The file.</param>
    /// <param name="old">The text to replace.</param>
    /// <param name="text">What takes its place.</param>
    public void Edit(string name, string old, string text)
    {
        Xunit.Assert.Contains(old, Read(name), StringComparison.Ordinal);
        File.WriteAllText(PathOf(name), Read(name).Replace(old, text, StringComparison.Ordinal));
    }

    /// <summary>Asks the project's database by the sqlite3 program.</summary>
    /// <param name="sql">A query.</param>
    /// <returns>The rows; columns are separated by a bar.</returns>
    public string[] Query(string sql) =>
        Shell.Run(Folder, "sqlite3", "-readonly", Database, sql).Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Outcome Git(params string[] arguments) =>
        Shell.Run(Folder, "git", ["-c", "user.name=Someone", "-c", "user.email=someone@example.org", .. arguments]).Expect(0);

    /// <summary>Asks the database while others write.</summary>
    /// <param name="sql">A query.</param>
    /// <returns>The rows; null while the table is not there or locked.</returns>
    public string[]? TryQuery(string sql)
    {
        var outcome = File.Exists(Database) ? Shell.Run(Folder, "sqlite3", "-readonly", Database, sql) : new Outcome(1, string.Empty, string.Empty);
        return outcome.Code == 0 ? outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
    }

    /// <summary>Makes every phase short.</summary>
    /// <param name="epochs">The epochs of a trial.</param>
    /// <param name="trials">The search trials of each phase.</param>
    public void Reduce(int epochs, int trials)
    {
        Edit("hyper.yaml", "epochs: 30", $"epochs: {epochs}");
        Edit("hyper.yaml", "trials: 20", $"trials: {trials}");
        Edit("hyper.yaml", "trials: 30", $"trials: {trials}");
    }

    /// <summary>Commits everything that git does not ignore.</summary>
    public void Commit()
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", "next");
    }

    /// <summary>Lists what differs from the last commit.</summary>
    /// <returns>The paths in order.</returns>
    public string[] Changes() =>
        [.. Git("status", "--porcelain", "-uall").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[3..]).Order(StringComparer.Ordinal)];

    /// <summary>The same tool in another folder.</summary>
    /// <param name="other">The folder.</param>
    /// <returns>The project there.</returns>
    public Project At(string other) => new(other, tool);
}
