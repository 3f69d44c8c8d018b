using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace HyperScaffold.Tool.Schema;

/// <summary>A piece of a JSON schema (draft 2020-12), as much of it as a plan needs.</summary>
internal sealed record SchemaNode
{
    /// <summary>Gets the JSON types; none means any.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Gets what it is, which editors show.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the allowed values; none means any.</summary>
    public ImmutableArray<string> Enum { get; init; } = [];

    /// <summary>Gets the only allowed number, or null.</summary>
    public int? Const { get; init; }

    /// <summary>Gets the pattern of a text, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets the least number, included, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>Gets the number that must be exceeded, or null.</summary>
    public double? Above { get; init; }

    /// <summary>Gets the greatest number, included, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Gets the schema of list items, or null.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>Gets the least number of items or members, or null.</summary>
    public int? Least { get; init; }

    /// <summary>Gets the members of a closed object: others are refused.</summary>
    public ImmutableArray<(string Name, SchemaNode Node)> Members { get; init; } = [];

    /// <summary>Gets the members that must be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Gets the pattern of member names of an open object, or null.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets the schema of the members of an open object, or null.</summary>
    public SchemaNode? Values { get; init; }

    /// <summary>Gets the alternatives, of which at least one must hold; none means no alternatives.</summary>
    public ImmutableArray<SchemaNode> AnyOf { get; init; } = [];

    /// <summary>The piece as JSON.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        Add(json, "description", Description);
        Add(json, "type", Types.Length == 1 ? JsonValue.Create(Types[0]) : Texts(Types));
        Add(json, "const", Const);
        Add(json, "enum", Texts(Enum));
        Add(json, "pattern", Pattern);
        Add(json, "minimum", Minimum);
        Add(json, "exclusiveMinimum", Above);
        Add(json, "maximum", Maximum);
        Add(json, "items", Items?.ToJson());
        Add(json, "minItems", Items is null ? null : Least);
        AddMembers(json);
        Add(json, "anyOf", AnyOf.IsEmpty ? null : new JsonArray([.. AnyOf.Select(a => a.ToJson())]));
        return json;
    }

    private void AddMembers(JsonObject json)
    {
        if (!Members.IsEmpty)
        {
            json["properties"] = new JsonObject(Members.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, m.Node.ToJson())));
            json["additionalProperties"] = false;
        }

        Add(json, "required", Texts(Required));
        Add(json, "propertyNames", NamePattern is null ? null : new JsonObject { ["pattern"] = NamePattern });
        if (Values is not null)
        {
            json["additionalProperties"] = Values.ToJson();
            Add(json, "minProperties", Least);
        }
    }

    private static JsonArray? Texts(ImmutableArray<string> texts) => texts.IsEmpty ? null : new JsonArray([.. texts.Select(t => JsonValue.Create(t))]);

    private static void Add(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }
}
