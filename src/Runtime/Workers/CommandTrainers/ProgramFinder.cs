namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Finds a program as a shell would, so that a missing one gets a clear message before anything starts.</summary>
internal static class ProgramFinder
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">A name to look up on the path, or a path that starts from the folder.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="path">The value of PATH; null for none.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="TrainerStartException">There is none, or it may not be executed.</exception>
    public static string Find(string name, string folder, string? path)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var isPath = name.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar);
        var candidates = Candidates(name, isPath ? [folder] : (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        var found = candidates.Where(File.Exists).ToList();
        return found.FirstOrDefault(IsExecutable) ?? throw new TrainerStartException(found.Count > 0
            ? $"The trainer's command must be executable, but {name} is not. Run chmod +x {name}, or name its interpreter first: command: [\"python3\", \"{name}\"]."
            : $"The trainer's command must be a program {(isPath ? "in the project's folder" : "on the PATH")}, but {name} is not there. Mend trainer.command in hyper.yaml, or install the program.");
    }

    /// <summary>Finds a program that may be missing.</summary>
    /// <param name="name">A name to look up on the path.</param>
    /// <param name="path">The value of PATH; null for none.</param>
    /// <returns>The full path, or null.</returns>
    public static string? TryFind(string name, string? path) =>
        Candidates(name, (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault(c => File.Exists(c) && IsExecutable(c));

    private static IEnumerable<string> Candidates(string name, IEnumerable<string> folders)
    {
        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];
        return folders.SelectMany(f => endings.Select(e => Path.GetFullPath(name + e, Path.GetFullPath(f))));
    }

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
