using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads typed values out of one mapping and reports what does not fit. Every getter answers null for an absent or wrong value.</summary>
internal sealed class MapReader
{
    /// <summary>The longest free text, in characters.</summary>
    public const int MaxText = 500;

    private readonly PlanProblems _problems;

    /// <summary>Initializes a new instance of the <see cref="MapReader"/> class and reports unknown keys.</summary>
    /// <param name="map">The mapping.</param>
    /// <param name="problems">Takes the mistakes.</param>
    /// <param name="known">The keys that may stand in it.</param>
    public MapReader(YamlMapping map, PlanProblems problems, params IReadOnlyList<string> known)
    {
        (Map, _problems) = (map, problems);
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            problems.Add(entry.Key, $"there is no key {entry.Key.Kind} here{Spelling.DidYouMean(entry.Key.Text, known)} Known keys: {string.Join(", ", known)}");
        }
    }

    /// <summary>Gets the mapping.</summary>
    public YamlMapping Map { get; }

    /// <summary>Finds a value; a missing one is a mistake.</summary>
    /// <param name="key">The key.</param>
    /// <param name="remedy">What to write, such as <c>name: digits</c>.</param>
    /// <returns>The value, or null.</returns>
    public YamlNode? Required(string key, string remedy)
    {
        var node = Map.Find(key);
        if (node is null)
        {
            _problems.Add(Map, $"the key {key} is missing here. Write for example {remedy}");
        }

        return node;
    }

    /// <summary>Reads a mapping.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The mapping, or null.</returns>
    public YamlMapping? Mapping(string key) => Typed<YamlMapping>(key, "a mapping such as { key: value }");

    /// <summary>Reads a list.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The list, or null.</returns>
    public YamlSequence? Sequence(string key) => Typed<YamlSequence>(key, "a list such as [a, b]");

    /// <summary>Reads text; a number or a word without quotes is text too.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text, or null.</returns>
    public string? Text(string key)
    {
        if (Typed<YamlScalar>(key, "text") is not { } scalar)
        {
            return null;
        }

        if (scalar.Text.Length > MaxText)
        {
            _problems.Add(scalar, $"{key} must be at most {MaxText} characters, but has {scalar.Text.Length}. Shorten it");
            return null;
        }

        return scalar.Text;
    }

    /// <summary>Reads one of some words.</summary>
    /// <param name="key">The key.</param>
    /// <param name="words">The words.</param>
    /// <returns>The word, or null.</returns>
    public string? Word(string key, params IReadOnlyList<string> words)
    {
        if (Typed<YamlScalar>(key, $"one of {string.Join(", ", words)}") is not { } scalar)
        {
            return null;
        }

        if (words.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        _problems.Add(scalar, $"{key} must be one of {string.Join(", ", words)}, but got {scalar.Kind}{Spelling.DidYouMean(scalar.Text, words)} Write one of them");
        return null;
    }

    /// <summary>Reads a finite number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="above">The number must be greater than this; null for any.</param>
    /// <returns>The number, or null.</returns>
    public double? Number(string key, double? above = null)
    {
        if (Typed<YamlScalar>(key, "a number") is not { } scalar)
        {
            return null;
        }

        var number = scalar.Value is long or double ? Convert.ToDouble(scalar.Value, CultureInfo.InvariantCulture) : double.NaN;
        if (!double.IsFinite(number))
        {
            _problems.Add(scalar, $"{key} must be a finite number, but got {scalar.Kind}. Write for example {key}: 0.1");
            return null;
        }

        if (number <= above)
        {
            _problems.Add(scalar, $"{key} must be greater than {PythonText.Float(above.Value)}, but got {scalar.Kind}. Write a greater number");
            return null;
        }

        return number;
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The least, included.</param>
    /// <param name="most">The most, included.</param>
    /// <param name="words">Words that may stand instead; they give null.</param>
    /// <returns>The number, or null.</returns>
    public long? Whole(string key, long least, long most, params IReadOnlyList<string> words)
    {
        if (Map.Find(key) is YamlScalar word && words.Contains(word.Text))
        {
            return null;
        }

        var alternative = words.Count == 0 ? string.Empty : $" or {string.Join(" or ", words)}";
        if (Typed<YamlScalar>(key, $"a whole number{alternative}") is not { } scalar)
        {
            return null;
        }

        if (scalar.Value is long number && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add(scalar, $"{key} must be a whole number from {least} to {most}{alternative}, but got {scalar.Kind}. Write for example {key}: {Math.Max(least, 1)}");
        return null;
    }

    /// <summary>Reads a list of texts.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The scalars; empty where the list is absent or wrong.</returns>
    public ImmutableArray<YamlScalar> Scalars(string key)
    {
        var items = Sequence(key)?.Items ?? [];
        foreach (var item in items.Where(i => i is not YamlScalar))
        {
            _problems.Add(item, $"{key} must list single values, but got {item.Kind}. Write {key}: [a, b]");
        }

        return [.. items.OfType<YamlScalar>()];
    }

    private T? Typed<T>(string key, string wanted)
        where T : YamlNode
    {
        var node = Map.Find(key);
        if (node is null or T)
        {
            return node as T;
        }

        _problems.Add(node, $"{key} must be {wanted}, but got {node.Kind}. Write {key}: with {wanted} behind it");
        return null;
    }
}
