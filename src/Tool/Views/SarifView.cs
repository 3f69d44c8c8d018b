using System.Text.Json.Nodes;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Views;

/// <summary>Writes findings as SARIF 2.1.0, which code scanning shows in pull requests.</summary>
internal static class SarifView
{
    /// <summary>The findings of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="report">What the rules said.</param>
    /// <returns>One JSON object.</returns>
    public static string Of(Plan plan, RuleReport report)
    {
        var found = report.Findings.Select(f => ResultOf(plan, f, reason: null));
        var waived = report.Waived.Select(w => ResultOf(plan, w.Finding, w.Reason));
        return Log(found.Concat(waived));
    }

    /// <summary>The mistakes of a plan that cannot be read.</summary>
    /// <param name="exception">The mistakes.</param>
    /// <returns>One JSON object.</returns>
    public static string Of(PlanException exception) =>
        Log(exception.Problems.Select(p => Result(p.Code ?? "plan", "error", p.Message, exception.File, p.Place)));

    private static string Log(IEnumerable<JsonObject> results) => new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "dotnet-hyper",
                    ["semanticVersion"] = ToolVersion.Text,
                    ["rules"] = new JsonArray([.. RuleBook.Plan.Select(r => RuleOf(r.Info))]),
                },
            },
            ["results"] = new JsonArray([.. results]),
        }),
    }.ToJsonString(JsonText.Pretty);

    private static JsonObject RuleOf(RuleInfo info) => new()
    {
        ["id"] = info.Code,
        ["shortDescription"] = new JsonObject { ["text"] = info.Title },
        ["help"] = new JsonObject { ["text"] = $"dotnet hyper explain {info.Code}" },
        ["fullDescription"] = new JsonObject { ["text"] = info.Explanation },
        ["defaultConfiguration"] = new JsonObject { ["level"] = LintView.NameOf(info.Level) },
    };

    private static JsonObject ResultOf(Plan plan, Finding finding, string? reason)
    {
        var place = plan.Locations.Find(finding.Path ?? string.Empty) ?? new PlanLocation(1, 1);
        var text = $"{finding.Text}: {finding.Evidence}. Remedy: {finding.Remedy}.";
        var result = Result(finding.Code, LintView.NameOf(finding.Level), Terminal.Clean(text), plan.Locations.File, place);
        if (reason is not null)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource", ["justification"] = reason });
        }

        return result;
    }

    private static JsonObject Result(string rule, string level, string text, string file, PlanLocation place) => new()
    {
        ["ruleId"] = rule,
        ["level"] = level,
        ["message"] = new JsonObject { ["text"] = text },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(file) },
                ["region"] = new JsonObject { ["startLine"] = place.Line, ["startColumn"] = place.Column },
            },
        }),
    };

    // a URI reference: relative to where the tool ran, or with its scheme
    private static string UriOf(string file)
    {
        var path = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return !Path.IsPathRooted(file) ? path : "file://" + (path.StartsWith('/') ? path : "/" + path);
    }
}
