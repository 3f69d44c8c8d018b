using System.Collections.Immutable;
using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>The arguments of a scaffolded project: a command and options with their values.</summary>
/// <param name="Command">The command; <c>train</c> where none was given.</param>
/// <param name="Options">The values by name, with the dashes; flags have the value <c>true</c>.</param>
internal sealed record ProgramArguments(string Command, ImmutableDictionary<string, string> Options)
{
    private static readonly ImmutableDictionary<string, string[]> Known = new Dictionary<string, string[]>
    {
        ["train"] = ["--seed", "--out", "--device", "--json"],
        ["worker"] = ["--study", "--storage", "--worker", "--device", "--threads", "--trial-limit", "--memory-limit", "--recycle", "--time-left", "--logs", "--checkpoints"],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Takes arguments apart.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The command and its options.</returns>
    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static ProgramArguments Parse(IReadOnlyList<string> args)
    {
        var hasCommand = args.Count > 0 && !args[0].StartsWith('-');
        var command = hasCommand ? args[0] : "train";
        var known = Known.GetValueOrDefault(command) ?? throw new ArgumentException($"There is no command '{command}'.");
        var options = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = hasCommand ? 1 : 0; i < args.Count; i++)
        {
            if (!known.Contains(args[i], StringComparer.Ordinal))
            {
                throw new ArgumentException($"The command '{command}' has no option '{args[i]}'.");
            }

            options[args[i]] = args[i] == "--json" ? "true" : ++i < args.Count ? args[i] : throw new ArgumentException($"The option {args[i - 1]} needs a value.");
        }

        return new ProgramArguments(command, options.ToImmutable());
    }

    /// <summary>An option that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value.</returns>
    public string Require(string name) => Options.GetValueOrDefault(name) ?? throw new ArgumentException($"The command '{Command}' needs {name}.");

    /// <summary>An option that is a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or null.</returns>
    public long? Whole(string name)
    {
        if (!Options.TryGetValue(name, out var text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"The option {name} must be a whole number, but got '{text}'.");
    }
}
