using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HyperScaffold.Tool.Tests.Schema;

/// <summary>Checks JSON against the part of JSON schema that ours uses.</summary>
internal static class SchemaCheck
{
    /// <summary>Finds what breaks a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it stands.</param>
    /// <returns>The paths that break it; empty for a value that fits.</returns>
    public static IEnumerable<string> Problems(JsonNode schema, JsonNode? value, string path = "")
    {
        var s = schema.AsObject();
        var wrong = !FitsType(s, value) || !FitsValue(s, value) || !FitsNumber(s, value)
            || (s["anyOf"] is JsonArray any && !any.Any(a => !Problems(a!, value, path).Any()));
        var inner = value switch
        {
            JsonObject o => Members(s, o, path),
            JsonArray a => a.Count < (int)(s["minItems"] ?? 0) ? [path] : a.SelectMany((v, i) => s["items"] is { } items ? Problems(items, v, $"{path}[{i}]") : []),
            _ => [],
        };
        return wrong ? inner.Prepend(path) : inner;
    }

    private static IEnumerable<string> Members(JsonObject s, JsonObject o, string path)
    {
        foreach (var name in (s["required"] as JsonArray ?? []).Select(n => (string)n!).Where(n => !o.ContainsKey(n)))
        {
            yield return $"{path}.{name}";
        }

        if (o.Count < (int)(s["minProperties"] ?? 0))
        {
            yield return path;
        }

        foreach (var (name, value) in o)
        {
            var known = s["properties"]?[name];
            var other = s["additionalProperties"];
            var isNamed = s["propertyNames"]?["pattern"] is not { } pattern || Regex.IsMatch(name, (string)pattern!);
            var isClosed = known is null && other is JsonValue;
            var problems = !isNamed || isClosed ? [$"{path}.{name}"] : (known ?? other as JsonObject) is { } inner ? Problems(inner, value, $"{path}.{name}") : [];
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }
    }

    private static bool FitsType(JsonObject s, JsonNode? value)
    {
        var types = s["type"] switch { null => [], JsonArray a => a.Select(t => (string)t!).ToArray(), var one => [(string)one!] };
        return types.Length == 0 || types.Any(t => t switch
        {
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value is JsonValue v && v.TryGetValue<string>(out _),
            "boolean" => value is JsonValue v && v.TryGetValue<bool>(out _),
            "integer" => value is JsonValue v && v.TryGetValue<long>(out _),
            _ => value is JsonValue v && (v.TryGetValue<double>(out _) || v.TryGetValue<long>(out _)),
        });
    }

    private static bool FitsValue(JsonObject s, JsonNode? value)
    {
        var text = value is JsonValue v && v.TryGetValue<string>(out var t) ? t : null;
        return (s["enum"] is not JsonArray words || (text is not null && words.Any(w => (string)w! == text)))
            && (s["pattern"] is not { } pattern || text is null || Regex.IsMatch(text, (string)pattern!))
            && (s["const"] is not { } only || (value is JsonValue n && n.TryGetValue<long>(out var number) && number == (int)only));
    }

    private static bool FitsNumber(JsonObject s, JsonNode? value)
    {
        if (value is not JsonValue v || !(v.TryGetValue<double>(out var number) || (v.TryGetValue<long>(out var whole) && (number = whole) == whole)))
        {
            return true;
        }

        return !(number < (double?)s["minimum"]) && !(number > (double?)s["maximum"]) && !(number <= (double?)s["exclusiveMinimum"]);
    }
}
