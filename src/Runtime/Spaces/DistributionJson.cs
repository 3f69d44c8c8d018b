using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HyperScaffold.Spaces;

/// <summary>Reads and writes the JSON text of a distribution exactly as Optuna stores it, key order included.</summary>
public static class DistributionJson
{
    private const char Mark = '\uFFFF';
    private static readonly string[] Words = ["-Infinity", "Infinity", "NaN"];

    /// <summary>Writes a distribution as Optuna 3.1 to 5.0 do.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <returns>For example <c>{"name": "FloatDistribution", "attributes": {"step": null, "low": 1e-05, "high": 0.1, "log": true}}</c>.</returns>
    public static string Write(Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return distribution switch
        {
            FloatDistribution f => Named(
                nameof(FloatDistribution),
                $"\"step\": {(f.Step is { } s ? PythonText.Float(s) : "null")}, \"low\": {PythonText.Float(f.Low)}, \"high\": {PythonText.Float(f.High)}, \"log\": {Flag(f.Log)}"),
            IntDistribution i => Named(
                nameof(IntDistribution),
                string.Create(CultureInfo.InvariantCulture, $"\"log\": {Flag(i.Log)}, \"step\": {i.Step}, \"low\": {i.Low}, \"high\": {i.High}")),
            CategoricalDistribution c => Named(nameof(CategoricalDistribution), $"\"choices\": [{string.Join(", ", c.Choices.Select(Choice))}]"),
            _ => throw new HyperException($"A distribution must be float, int or categorical, but got {distribution.GetType().Name}."),
        };
    }

    /// <summary>Reads a distribution: Optuna's present names, its five older ones, and the abbreviated form of its command line.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="HyperException">The text is no JSON, names an unknown distribution, lacks a key or breaks a rule of the distribution.</exception>
    public static Distribution Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(IsStrict(json) ? json : Strict(json));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HyperException($"A distribution must be an object such as {{\"name\": \"FloatDistribution\", \"attributes\": {{\"low\": 0.0, \"high\": 1.0}}}}, but got {Shortened(json)}.", e);
        }
    }

    private static Distribution Read(JsonElement root)
    {
        if (root.TryGetProperty("type", out var type))
        {
            return ReadNamed(type.GetString(), root);
        }

        return ReadNamed(root.GetProperty("name").GetString(), root.GetProperty("attributes"));
    }

    private static Distribution ReadNamed(string? name, JsonElement a) => name switch
    {
        nameof(FloatDistribution) or "float" => new FloatDistribution(Number(a, "low"), Number(a, "high"), ReadFlag(a), OptionalNumber(a, "step")),
        nameof(IntDistribution) or "int" => new IntDistribution(Whole(a, "low"), Whole(a, "high"), ReadFlag(a), OptionalWhole(a, "step") ?? 1),
        nameof(CategoricalDistribution) or "categorical" => new CategoricalDistribution([.. a.GetProperty("choices").EnumerateArray().Select(ReadChoice)]),
        "UniformDistribution" => new FloatDistribution(Number(a, "low"), Number(a, "high")),
        "LogUniformDistribution" => new FloatDistribution(Number(a, "low"), Number(a, "high"), log: true),
        "DiscreteUniformDistribution" => new FloatDistribution(Number(a, "low"), Number(a, "high"), step: Number(a, "q")),
        "IntUniformDistribution" => new IntDistribution(Whole(a, "low"), Whole(a, "high"), step: OptionalWhole(a, "step") ?? 1),
        "IntLogUniformDistribution" => new IntDistribution(Whole(a, "low"), Whole(a, "high"), log: true),
        _ => throw new HyperException($"A distribution must be FloatDistribution, IntDistribution or CategoricalDistribution, but got '{name}'."),
    };

    private static string Named(string name, string attributes) => $"{{\"name\": \"{name}\", \"attributes\": {{{attributes}}}}}";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Choice(object? choice) => choice switch
    {
        null => "null",
        bool b => Flag(b),
        long l => l.ToString(CultureInfo.InvariantCulture),
        double d => PythonText.Float(d),
        _ => PythonText.Quote((string)choice),
    };

    private static bool IsStrict(string json) =>
        !json.Contains("NaN", StringComparison.Ordinal) && !json.Contains("Infinity", StringComparison.Ordinal);

    // Python writes NaN and infinities as bare words, which JSON does not know: they become marked texts
    private static string Strict(string json)
    {
        var text = new StringBuilder();
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var word = isText ? null : Array.Find(Words, w => string.CompareOrdinal(json, i, w, 0, w.Length) == 0);
            if (word is not null)
            {
                text.Append('"').Append(Mark).Append(word).Append('"');
                i += word.Length - 1;
                continue;
            }

            var escaped = isText && json[i] == '\\' && i + 1 < json.Length;
            isText ^= json[i] == '"';
            text.Append(json, i, escaped ? 2 : 1);
            i += escaped ? 1 : 0;
        }

        return text.ToString();
    }

    private static double Special(string word) => word switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        _ => double.NegativeInfinity,
    };

    private static object? ReadChoice(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString() is [Mark, .. var word] ? Special(word) : element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) && !IsFloatText(element.GetRawText()) ? (object)whole : element.GetDouble(),
        _ => throw new HyperException($"A choice must be null, a bool, a number or a text, but got {element.GetRawText()}."),
    };

    private static bool IsFloatText(string text) => text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0;

    private static double Number(JsonElement attributes, string key) => attributes.GetProperty(key).GetDouble();

    // a file written by hand may hold 16.0 where an int is meant
    private static long Whole(JsonElement attributes, string key) => ToWhole(attributes.GetProperty(key));

    private static long ToWhole(JsonElement element) => element.TryGetInt64(out var whole) ? whole : checked((long)element.GetDecimal());

    private static double? OptionalNumber(JsonElement attributes, string key) =>
        attributes.TryGetProperty(key, out var e) && e.ValueKind != JsonValueKind.Null ? e.GetDouble() : null;

    private static long? OptionalWhole(JsonElement attributes, string key) =>
        attributes.TryGetProperty(key, out var e) && e.ValueKind != JsonValueKind.Null ? ToWhole(e) : null;

    private static bool ReadFlag(JsonElement attributes) => attributes.TryGetProperty("log", out var e) && e.GetBoolean();

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "...";
}
