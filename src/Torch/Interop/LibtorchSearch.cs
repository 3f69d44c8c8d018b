using System.Text.Json;

namespace HyperScaffold.Torch.Interop;

/// <summary>
/// Looks for libtorch: <c>HYPER_LIBTORCH</c>, each python3 and python on PATH and the system's, then the
/// distribution's package. Python is asked where torch lies, not to import it, which would take seconds.
/// </summary>
internal sealed class LibtorchSearch(ShimEnvironment environment)
{
    private const string Question = """
        import json, sys, importlib.util as u
        sys.path = [p for p in sys.path if p]
        s = u.find_spec('torch')
        print(json.dumps({'torch': list(s.submodule_search_locations)[0] if s and s.origin else None, 'path': sys.path}))
        """;

    private readonly List<string> _attempts = [];
    private readonly List<string> _absent = [];
    private readonly List<string> _asked = [];

    /// <summary>Gets what was tried and why it was not taken, one line each.</summary>
    internal IReadOnlyList<string> Attempts => _attempts;

    /// <summary>Gets the folders that would change the outcome if they came to exist.</summary>
    internal IReadOnlyList<string> Absent => _absent;

    /// <summary>Gets the Python programs that were asked.</summary>
    internal IReadOnlyList<string> Asked => _asked;

    /// <summary>The usable installations, best first; found one at a time.</summary>
    internal IEnumerable<LibtorchInstallation> Find()
    {
        if (environment.Get("HYPER_LIBTORCH") is { } chosen)
        {
            return Read(Directory.Exists(chosen) ? [("HYPER_LIBTORCH", chosen)] : FromPython("HYPER_LIBTORCH", chosen));
        }

        var candidates = Pythons().SelectMany(python => FromPython(python, python))
            .Append(("the system's libtorch", environment.SystemRoot));
        return Read(candidates);
    }

    /// <summary>Adds a line to <see cref="Attempts"/>.</summary>
    internal void Note(string attempt) => _attempts.Add(attempt);

    private IEnumerable<string> Pythons() =>
        environment.OnPath("python3").Concat(environment.OnPath("python"))
            .Append(Path.Combine(environment.SystemRoot, "bin/python3"))
            .Where(File.Exists)
            .Distinct(StringComparer.Ordinal);

    private IEnumerable<LibtorchInstallation> Read(IEnumerable<(string Source, string Root)> candidates)
    {
        foreach (var (source, root) in candidates)
        {
            if (LibtorchInstallation.TryRead(source, root, out var problem) is { } found)
            {
                yield return found;
            }
            else
            {
                Note($"{source}: {root}: {problem}");
            }
        }
    }

    private IEnumerable<(string Source, string Root)> FromPython(string source, string python)
    {
        if (!File.Exists(python))
        {
            Note($"{source}: {python}: it is neither a folder with libtorch nor a Python program");
            yield break;
        }

        _asked.Add(python);
        var answer = ProgramOutput.Of(environment, python, ["-c", Question], TimeSpan.FromSeconds(20));
        var (torch, problem) = Parse(answer);
        if (torch is null)
        {
            Note($"{source}: {problem}");
            yield break;
        }

        yield return ($"{source} (Python's torch)", torch);
    }

    private (string? Torch, string Problem) Parse(ProgramOutput answer)
    {
        if (answer.ExitCode != 0)
        {
            return (null, $"it could not be asked: {answer.Error.Trim().Split('\n')[^1]}");
        }

        using var json = JsonDocument.Parse(answer.Output);
        if (json.RootElement.GetProperty("torch").GetString() is { } folder)
        {
            return (folder, string.Empty);
        }

        _absent.AddRange(json.RootElement.GetProperty("path").EnumerateArray()
            .Select(path => Path.Combine(path.GetString() ?? string.Empty, "torch")));
        return (null, "it has no torch package");
    }
}
