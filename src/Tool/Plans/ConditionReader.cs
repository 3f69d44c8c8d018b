using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads when a conditional parameter exists: <c>if: { optimizer: sgd }</c>.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class ConditionReader(PlanProblems problems)
{
    /// <summary>Adds its condition to a parameter.</summary>
    /// <param name="parameter">The parameter without it.</param>
    /// <param name="map">Where it stands.</param>
    /// <param name="earlier">The parameters above it.</param>
    /// <returns>The parameter with it.</returns>
    public PlanParameter Read(PlanParameter parameter, MapReader map, IReadOnlyList<PlanParameter> earlier)
    {
        if (map.Mapping("if") is not { } condition)
        {
            return parameter;
        }

        if (condition.Entries is not [var entry])
        {
            problems.Add(condition, $"if must name one parameter, but names {condition.Entries.Length}. Write if: {{ optimizer: sgd }}");
            return parameter;
        }

        if (parameter.Disabled is not null)
        {
            problems.Add(condition, "a parameter has either if or disabled, not both. Take one of them out");
        }

        var parent = earlier.FirstOrDefault(p => p.Name == entry.Key.Text);
        if (parent is not { Type: PlanParameterType.Categorical })
        {
            var known = earlier.Where(p => p.Type == PlanParameterType.Categorical).Select(p => p.Name).ToList();
            var list = known.Count == 0 ? "there is none above" : $"those above are {string.Join(", ", known)}";
            problems.Add(entry.Key, $"if must name a parameter with choices that stands above, but got {entry.Key.Kind}; {list}{Spelling.DidYouMean(entry.Key.Text, known)} Put the parent first");
            return parameter;
        }

        return parameter with { ConditionParent = parent.Name, ConditionChoices = ReadChoices(entry.Value, parent) };
    }

    private ImmutableArray<object?> ReadChoices(YamlNode node, PlanParameter parent)
    {
        var items = node is YamlSequence list ? list.Items : [node];
        var choices = ImmutableArray.CreateBuilder<object?>();
        foreach (var item in items)
        {
            if (item is YamlScalar scalar && ChoiceReader.Find(parent.Choices, scalar.Value) is { } index)
            {
                choices.Add(parent.Choices[index]);
            }
            else
            {
                problems.Add(item, $"if must name choices of {parent.Name} ({ChoiceReader.List(parent.Choices)}), but got {item.Kind}. Write one of them");
            }
        }

        return choices.ToImmutable();
    }
}
