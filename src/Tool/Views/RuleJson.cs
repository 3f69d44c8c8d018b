using System.Text.Json;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Views;

/// <summary>Writes rules as JSON, in the form that the reference documents.</summary>
internal static class RuleJson
{
    /// <summary>Writes what there is.</summary>
    /// <param name="rules">The rules.</param>
    /// <returns>A JSON array.</returns>
    public static string List(IEnumerable<RuleInfo> rules) =>
        JsonSerializer.Serialize(rules.Select(r => new { r.Code, Level = LintView.NameOf(r.Level), r.Title }), JsonText.Pretty);

    /// <summary>Writes one rule with what it says here.</summary>
    /// <param name="info">The rule.</param>
    /// <param name="experiments">The experiments that try it.</param>
    /// <param name="plan">The plan; null outside a project.</param>
    /// <param name="numbers">What the rule says of the plan, or of each of its phases.</param>
    /// <returns>One JSON object.</returns>
    public static string Write(RuleInfo info, IEnumerable<IExperiment> experiments, Plan? plan, IEnumerable<RuleNumbers> numbers)
    {
        ArgumentNullException.ThrowIfNull(info);
        return JsonSerializer.Serialize(
            new
            {
                info.Code,
                Level = LintView.NameOf(info.Level),
                info.Title,
                info.Explanation,
                Thresholds = info.Thresholds.Select(t => new { t.Name, t.Value, t.Source }),
                Playbook = info.Playbook.ToArray(),
                Wrong = new { Yaml = info.Example?.WrongYaml, Csharp = info.Example?.WrongCode },
                Right = new { Yaml = info.Example?.RightYaml, Csharp = info.Example?.RightCode },
                Experiments = experiments.Select(e => new { e.Name, e.Title }),
                Plan = plan?.Name,
                Here = plan is null ? [] : numbers.Select(n => new { n.Phase, n.Note, Findings = n.Findings.Select(f => LintView.Record(plan, f)) }).ToArray(),
            },
            JsonText.Pretty);
    }
}
