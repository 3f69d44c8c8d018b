using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Running;

/// <summary>
/// Reads a search space from JSON: distributions as Optuna's command line takes them, as a study keeps them, or in the
/// plan's words (<c>{"low": 1e-5, "high": 1, "scale": "log"}</c>, <c>{"choices": [..]}</c>, or just the choices).
/// </summary>
internal static class SpaceText
{
    private const string Example = "{\"learning_rate\": {\"low\": 1e-5, \"high\": 1, \"scale\": \"log\"}, \"optimizer\": [\"sgd\", \"adam\"]}";

    /// <summary>Reads a space that a command line gives.</summary>
    /// <param name="text">JSON, or the name of a file that holds it.</param>
    /// <param name="environment">The environment, for the current folder.</param>
    /// <returns>The space; it has a parameter.</returns>
    /// <exception cref="UsageException">The text is no space, or the file does not exist.</exception>
    public static SearchSpace Read(string text, ToolEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        var isJson = text.TrimStart().StartsWith('{');
        var path = isJson ? string.Empty : Path.GetFullPath(text, environment.CurrentDirectory);
        if (!isJson && !File.Exists(path))
        {
            throw new UsageException($"A space is JSON or a file that holds it, but there is no file {Terminal.Clean(path)}. Write for example --space '{Example}'.");
        }

        try
        {
            return Parse(isJson ? text : File.ReadAllText(path));
        }
        catch (HyperException e)
        {
            throw new UsageException($"{e.Message} Write for example --space '{Example}'.", e);
        }
    }

    /// <summary>Reads a space.</summary>
    /// <param name="json">JSON text: an object with a member a parameter.</param>
    /// <returns>The space; it has a parameter.</returns>
    /// <exception cref="HyperException">The text is no space.</exception>
    public static SearchSpace Parse(string json)
    {
        var space = PythonJson.Read(json) is IReadOnlyDictionary<string, object?> { Count: > 0 } members
            ? members
            : throw new HyperException("A space must be a JSON object with at least one parameter.");
        return new SearchSpace([.. space.Select(m => Parameter(m.Key, m.Value))]);
    }

    private static SpaceParameter Parameter(string name, object? value)
    {
        const int Longest = 512;
        if (name.Length is 0 or > Longest)
        {
            throw new HyperException($"A parameter's name has 1 to {Longest} characters, but got {name.Length}.");
        }

        try
        {
            var member = value as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>(StringComparer.Ordinal) { ["choices"] = value };
            return member.TryGetValue("distribution", out var distribution)
                ? new SpaceParameter(name, DistributionJson.Read(PythonJson.Write(distribution)), Condition(member))
                : new SpaceParameter(name, DistributionJson.Read(PythonJson.Write(Complete(member))));
        }
        catch (Exception e) when (e is HyperException or KeyNotFoundException or InvalidCastException)
        {
            throw new HyperException($"The space's parameter '{name}' cannot be used: {e.Message}", e);
        }
    }

    private static ParameterCondition? Condition(IReadOnlyDictionary<string, object?> member) =>
        member.GetValueOrDefault("condition") is IReadOnlyDictionary<string, object?> condition
            ? new ParameterCondition((string)condition["parent"]!, [.. ((IReadOnlyList<object?>)condition["choices"]!).Select(c => (int)(long)c!)])
            : null;

    // the plan's words become those of Optuna's short form
    private static Dictionary<string, object?> Complete(IReadOnlyDictionary<string, object?> member)
    {
        var complete = member.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        if (complete.Remove("scale", out var scale))
        {
            complete["log"] = scale switch
            {
                "log" => true,
                "linear" => false,
                _ => throw new HyperException($"A scale must be log or linear, but got {PythonJson.Write(scale)}."),
            };
        }

        if (!complete.ContainsKey("name"))
        {
            complete.TryAdd("type", complete.ContainsKey("choices") ? "categorical" : "float");
        }

        return complete;
    }
}
