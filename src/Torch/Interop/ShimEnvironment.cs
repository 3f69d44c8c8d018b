using System.Collections;

namespace HyperScaffold.Torch.Interop;

/// <summary>All that finding and building the shim may know of the machine; a test passes its own.</summary>
internal sealed record ShimEnvironment
{
    private static readonly string[] Relevant =
    [
        "HYPER_LIBTORCH", "HYPER_CACHE", "XDG_CACHE_HOME", "HOME", "PATH", "CXX", "PYTHONPATH", "PYTHONHOME",
        "VIRTUAL_ENV", "CONDA_PREFIX", "PYENV_VERSION", "CUDA_HOME",
    ];

    /// <summary>Gets the environment variables by name.</summary>
    internal required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Gets the prefix below which a distribution installs headers and libraries.</summary>
    internal string SystemRoot { get; init; } = "/usr";

    /// <summary>Gets how long the compiler may take.</summary>
    internal TimeSpan CompileTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the clock that tells how long a built shim was not used.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the environment of this process.</summary>
    internal static ShimEnvironment Current => new()
    {
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? string.Empty, StringComparer.Ordinal),
    };

    /// <summary>Gets the variables that decide what is found, as one text.</summary>
    internal string Fingerprint => string.Join('\n', Relevant.Select(name => $"{name}={Get(name)}").Append(SystemRoot));

    /// <summary>A variable's value; null when it is unset or empty.</summary>
    internal string? Get(string name) => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The files of one name in the folders of PATH, in order.</summary>
    internal IEnumerable<string> OnPath(string name) =>
        (Get("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .Where(File.Exists);

    /// <summary>The first of several programs that exists, by PATH or as a path of its own.</summary>
    internal string? FindProgram(params string?[] names) => names.OfType<string>()
        .Select(name => name.Contains('/', StringComparison.Ordinal) ? (File.Exists(name) ? name : null) : OnPath(name).FirstOrDefault())
        .FirstOrDefault(path => path is not null);
}
