using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Checks names against the patterns, C#'s keywords and each other.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class NameReader(PlanProblems problems)
{
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Checks the plan's name.</summary>
    /// <param name="node">The name.</param>
    public void CheckPlan(YamlScalar node)
    {
        if (!NameRules.IsPlanName(node.Text))
        {
            problems.Add(node, $"a plan's name must match [a-z][a-z0-9-]{{0,47}}, but got {node.Kind}. Use small letters, digits and hyphens");
        }
    }

    /// <summary>Checks the metric's name.</summary>
    /// <param name="node">The name.</param>
    public void CheckMetric(YamlScalar node)
    {
        if (!NameRules.IsParameterName(node.Text))
        {
            problems.Add(node, $"a metric's name must match [a-z][a-z0-9_]{{0,47}}, but got {node.Kind}. Use small letters, digits and underscores");
        }
    }

    /// <summary>Checks a parameter's name.</summary>
    /// <param name="node">The name.</param>
    /// <returns>True when it can be used.</returns>
    public bool CheckParameter(YamlScalar node)
    {
        if (!NameRules.IsParameterName(node.Text))
        {
            problems.Add(node, $"a parameter's name must match [a-z][a-z0-9_]{{0,47}}, but got {node.Kind}. Use small letters, digits and underscores");
            return false;
        }

        var name = NameRules.ToCSharp(node.Text);
        if (NameRules.IsKeyword(node.Text) || NameRules.IsMember(name))
        {
            var why = NameRules.IsKeyword(node.Text) ? "it is a keyword of C#" : $"{name} has a meaning of its own in the generated code";
            problems.Add(node, $"a parameter must not be called {node.Kind}: {why}. Rename it, for example {node.Text}_value");
            return false;
        }

        return CheckUnique(node, name, _members, "parameters");
    }

    /// <summary>Checks a phase's name.</summary>
    /// <param name="node">The name.</param>
    public void CheckPhase(YamlScalar node)
    {
        if (!NameRules.IsPlanName(node.Text))
        {
            problems.Add(node, $"a phase's name must match [a-z][a-z0-9-]{{0,47}}, but got {node.Kind}. Use small letters, digits and hyphens");
            return;
        }

        var name = NameRules.ToCSharp(node.Text);
        if (NameRules.IsKeyword(node.Text) || NameRules.IsType(name))
        {
            var why = NameRules.IsKeyword(node.Text) ? "it is a keyword of C#" : $"its class {name} would hide a type of the project";
            problems.Add(node, $"a phase must not be called {node.Kind}: {why}. Rename it, for example {node.Text}-phase");
            return;
        }

        CheckUnique(node, name, _types, "phases");
    }

    private bool CheckUnique(YamlScalar node, string name, Dictionary<string, string> taken, string what)
    {
        if (taken.TryAdd(name, node.Text))
        {
            return true;
        }

        problems.Add(node, taken[name] == node.Text
            ? $"each name may stand once, but {node.Text} stands twice. Rename one of them"
            : $"two {what} must not share one C# name, but {node.Text} and {taken[name]} both become {name}. Rename one of them");
        return false;
    }
}
