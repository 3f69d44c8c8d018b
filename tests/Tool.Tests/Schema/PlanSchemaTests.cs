using System.Text.Json.Nodes;
using HyperScaffold.Contracts;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Plans.Yaml;
using HyperScaffold.Tool.Schema;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Schema;

public sealed class PlanSchemaTests
{
    [Fact]
    public void The_plan_of_the_design_and_the_plan_of_the_template_fit_the_schema()
    {
        var template = File.ReadAllText(Path.Combine(Approval.RepositoryRoot(), "src", "Templates", "content", "hypertune", "hyper.yaml"));

        Assert.Empty(Problems(SamplePlans.Digits));
        if (!template.Contains("#if", StringComparison.Ordinal))
        {
            Assert.Empty(Problems(template));
        }
    }

    [Theory]
    [InlineData("choices: [16", "choises: [16", ".parameters.batch_size.choises")]
    [InlineData("epochs: 30", "epochs: many", ".budget.epochs")]
    [InlineData("epochs: 30", "epochs: 0", ".budget.epochs")]
    [InlineData("goal: maximize", "goal: up", ".metric.goal")]
    [InlineData("version: 1", "version: 2", ".version")]
    [InlineData("  dropout: ", "  Dropout: ", ".parameters.Dropout")]
    [InlineData("sampler: auto", "sampler: bayes", ".search.sampler")]
    [InlineData("name: digits", "name: My Digits", ".name")]
    [InlineData("default: 0.001, ", "", ".parameters.learning_rate.default")]
    [InlineData("low: 1e-5, ", "", ".parameters.learning_rate")]
    [InlineData("tune: [learning_rate], ", "tune: [], ", ".phases[0].tune")]
    [InlineData("{ top: 3, seeds: 3 }", "{ top: 3, seeds: 1 }", ".search.confirm")]
    public void The_schema_refuses_what_a_schema_can_refuse(string old, string replacement, string path) =>
        Assert.Contains(path, Problems(SamplePlans.Digits.Replace(old, replacement, StringComparison.Ordinal)));

    private static List<string> Problems(string yaml)
    {
        var problems = new PlanProblems();
        var tree = YamlTree.Parse(yaml, problems)!;
        return [.. SchemaCheck.Problems(JsonNode.Parse(PlanSchema.ToJson())!, ToJson(tree))];
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMapping m => new JsonObject(m.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        YamlSequence s => new JsonArray([.. s.Items.Select(ToJson)]),
        YamlScalar { Value: { } value } => JsonValue.Create(value) is { } v && value is long or double or bool ? ToValue(value) : JsonValue.Create((string)value),
        _ => null,
    };

    private static JsonValue ToValue(object value) => value switch { long l => JsonValue.Create(l), bool b => JsonValue.Create(b), _ => JsonValue.Create((double)value) };
}
