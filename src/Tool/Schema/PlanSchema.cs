using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Schema;

/// <summary>The JSON schema of <c>hyper.yaml</c>: what editors complete and check. <c>lint</c> checks more.</summary>
internal static class PlanSchema
{
    private static readonly SchemaNode PlanName = new() { Types = ["string"], Pattern = "^[a-z][a-z0-9-]{0,47}$" };
    private static readonly SchemaNode ParameterName = new() { Types = ["string"], Pattern = "^[a-z][a-z0-9_]{0,47}$" };
    private static readonly SchemaNode Text = new() { Types = ["string"] };
    private static readonly SchemaNode Number = new() { Types = ["number"] };
    private static readonly SchemaNode Positive = new() { Types = ["number"], Above = 0 };
    private static readonly SchemaNode Value = new() { Types = ["string", "number", "boolean", "null"] };

    /// <summary>The schema as JSON text.</summary>
    /// <returns>Indented JSON with LF line ends.</returns>
    public static string ToJson()
    {
        var json = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "A HyperScaffold plan (hyper.yaml)" };
        foreach (var (key, node) in Plan().ToJson().ToList())
        {
            json[key] = node?.DeepClone();
        }

        return json.ToJsonString(JsonText.Pretty);
    }

    private static SchemaNode Plan() => new()
    {
        Types = ["object"],
        Required = ["version", "name", "metric", "parameters", "phases"],
        Members =
        [
            ("version", new SchemaNode { Const = 1, Description = "The version of this file's format" }),
            ("name", PlanName with { Description = "The plan's name: small letters, digits, hyphens" }),
            ("metric", Metric()),
            ("budget", Budget()),
            ("trainer", Trainer()),
            ("parameters", Parameters()),
            ("phases", new SchemaNode { Types = ["array"], Least = 1, Items = Phase(), Description = "The questions in their order" }),
            ("search", Search()),
            ("waive", new SchemaNode { Types = ["object"], Values = Text, NamePattern = "^HS[0-9]{3}$", Description = "Rules that are overridden, each with a reason" }),
        ],
    };

    private static SchemaNode Metric() => new()
    {
        Types = ["object"],
        Description = "What is optimized",
        Required = ["name", "goal"],
        Members =
        [
            ("name", ParameterName with { Description = "The metric; in PascalCase it is a property of the project's epoch record" }),
            ("goal", Words("Which values are better", "maximize", "minimize")),
            ("summary", Words("Which epoch counts (default: best)", "best", "last")),
        ],
    };

    private static SchemaNode Budget() => new()
    {
        Types = ["object"],
        Description = "What may be spent",
        Members =
        [
            ("epochs", Whole(1, PlanReader.MaxEpochs, "The longest a trial trains")),
            ("hours", Positive with { Description = "Hours after which no new trial starts" }),
            ("cost_per_hour", Positive with { Description = "What one hour of one worker costs" }),
            ("max_cost", Positive with { Description = "The cost after which no new trial starts" }),
            ("trial_minutes", Positive with { Description = "A guess of one trial's minutes, for a time not yet measured" }),
        ],
    };

    private static SchemaNode Trainer() => new()
    {
        Types = ["object"],
        Description = "A command that trains one trial; absent where the project's Training.cs does",
        Required = ["command"],
        Members =
        [
            ("command", new SchemaNode { Types = ["array"], Least = 1, Items = Text, Description = "The program and its arguments; no shell reads them" }),
            ("stop_grace", Positive with { Description = "Seconds that a pruned trial has to end before SIGTERM (default: 0.5)" }),
        ],
    };

    private static SchemaNode Parameters() => new()
    {
        Types = ["object"],
        Description = "The hyperparameters by name",
        NamePattern = ParameterName.Pattern,
        Least = 1,
        Values = Parameter(),
    };

    private static SchemaNode Parameter() => new()
    {
        Types = ["object"],
        Required = ["default"],
        Members =
        [
            ("default", Value with { Description = "What the baseline uses" }),
            ("low", Number with { Description = "The lower end, included" }),
            ("high", Number with { Description = "The upper end, included" }),
            ("scale", Words("The scale (default: linear)", "log", "linear")),
            ("step", Positive with { Description = "The distance of neighbouring values" }),
            ("type", Words("The type (default: float, or categorical with choices)", "float", "int", "categorical")),
            ("choices", new SchemaNode { Types = ["array"], Least = 1, Items = Value, Description = "The values to choose from" }),
            ("disabled", Number with { Description = "The value outside the range that means: not used" }),
            ("hard", Words("The ends that cannot move", "low", "high", "both")),
            ("role", new SchemaNode { Enum = ImportanceTiers.RoleNames, Description = "What it is, where its name does not say so" }),
            ("if", new SchemaNode { Types = ["object"], Least = 1, Values = new SchemaNode { AnyOf = [Value, new SchemaNode { Types = ["array"], Items = Value }] }, Description = "The choice of another parameter that switches it on" }),
        ],
        AnyOf = [new SchemaNode { Required = ["low", "high"] }, new SchemaNode { Required = ["choices"] }],
    };

    private static SchemaNode Phase() => new()
    {
        Types = ["object"],
        Required = ["name", "tune"],
        Members =
        [
            ("name", PlanName),
            ("question", Text with { Description = "What the phase answers, in your words" }),
            ("tune", new SchemaNode { Types = ["array"], Least = 1, Items = ParameterName, Description = "The parameters that it tunes" }),
            ("trials", Or(Whole(1, 1_000_000, "The search budget; confirm is apart"), "auto")),
            ("when", Words("When it runs (default: always)", "always", "overfitting", "underfitting")),
            ("points", Whole(1, 10_000, "Points a dimension, with sampler: grid")),
            ("epochs", Whole(1, PlanReader.MaxEpochs, "Its own epochs")),
            .. Settings(),
        ],
    };

    private static SchemaNode Search() => new()
    {
        Types = ["object"],
        Description = "How phases search, unless they say otherwise",
        Members =
        [
            .. Settings(),
            ("workers", Or(Whole(1, 4096, "Workers at once"), "auto")),
            ("trial_limit", new SchemaNode { Types = ["string", "number"], Description = "A trial that takes longer fails: 90s, 10m, 2h (default: no limit)" }),
            ("memory_limit", new SchemaNode { Types = ["string", "number"], Description = "A trial that uses more memory fails: 500M, 4G (default: no limit)" }),
            ("recycle", Whole(1, 1_000_000, "Trials after which a worker is replaced by a fresh one (default: never)")),
        ],
    };

    private static ImmutableArray<(string Name, SchemaNode Node)> Settings() =>
    [
        ("sampler", new SchemaNode { Enum = [.. SettingsReader.Samplers], Description = "What chooses the values (default: auto)" }),
        ("pruner", new SchemaNode { Enum = [.. SettingsReader.Pruners], Description = "What ends hopeless trials (default: auto)" }),
        ("seed", Whole(0, int.MaxValue, "The seed (default: 1)")),
        ("refine", Words("Whether a refine round follows (default: auto)", "auto", "none")),
        ("confirm", Or(new SchemaNode { Types = ["object"], Members = [("top", Whole(1, 20, "Candidates to retrain")), ("seeds", Whole(2, 100, "Fresh seeds for each"))] }, "none")),
        ("fuse", Or(Whole(1, 1024, "Trials that a slot trains as one batch"), "auto", "none")),
    ];

    private static SchemaNode Words(string description, params ImmutableArray<string> words) => new() { Enum = words, Description = description };

    private static SchemaNode Whole(double least, double most, string description) =>
        new() { Types = ["integer"], Minimum = least, Maximum = most, Description = description };

    private static SchemaNode Or(SchemaNode node, params ImmutableArray<string> words) =>
        new() { Description = node.Description, AnyOf = [node with { Description = null }, new SchemaNode { Enum = words }] };
}
