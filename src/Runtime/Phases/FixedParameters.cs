using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Turns the plan's values into a study's (where a parameter with a disabled value is two) and back.</summary>
internal static class FixedParameters
{
    /// <summary>The external values of the study's parameters, those that exist with these values.</summary>
    /// <param name="space">The phase's parameters.</param>
    /// <param name="values">External values of the plan's parameters.</param>
    public static ImmutableSortedDictionary<string, object?> Of(PhaseSpace space, IReadOnlyDictionary<string, object?> values)
    {
        var study = ImmutableSortedDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        foreach (var p in space.Parameters.Where(p => values.ContainsKey(p.Name) && Exists(space, p, values)))
        {
            var value = values[p.Name];
            if (p.Disabled is { } disabled)
            {
                var used = value is not null && Convert.ToDouble(value, CultureInfo.InvariantCulture) != disabled;
                study[SearchSpace.SwitchPrefix + p.Name] = used;
                if (!used)
                {
                    continue;
                }
            }

            study[p.Name] = Typed(p, value);
        }

        return study.ToImmutable();
    }

    /// <summary>The external values of the plan's parameters that a trial used.</summary>
    /// <param name="space">The phase's parameters.</param>
    /// <param name="trial">The trial.</param>
    public static ImmutableSortedDictionary<string, object?> FrozenBy(PhaseSpace space, FrozenTrial trial)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        foreach (var p in space.Parameters)
        {
            if (trial.Parameters.TryGetValue(p.Name, out var value))
            {
                values[p.Name] = value.External;
            }
            else if (p.Disabled is { } disabled && trial.Parameters.ContainsKey(SearchSpace.SwitchPrefix + p.Name))
            {
                values[p.Name] = p.Type == PlanParameterType.Int ? (long)disabled : disabled;
            }
        }

        return values.ToImmutable();
    }

    /// <summary>A trial for the queue.</summary>
    /// <param name="study">External values of the study's parameters.</param>
    /// <param name="round">Its round.</param>
    public static NewTrial Waiting(IReadOnlyDictionary<string, object?> study, string round) => new()
    {
        State = TrialState.Waiting,
        UserAttributes = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add(TrialAttributes.Round, PythonJson.Write(round)),
        SystemAttributes = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add(TrialAttributes.FixedParameters, PythonJson.Write(study)),
    };

    private static bool Exists(PhaseSpace space, PlanParameter p, IReadOnlyDictionary<string, object?> values) =>
        p.ConditionParent is not { } parent
        || space.Parameters.All(q => q.Name != parent)
        || p.ConditionChoices.Contains(values.GetValueOrDefault(parent));

    private static object? Typed(PlanParameter p, object? value) => p.Type switch
    {
        PlanParameterType.Float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        PlanParameterType.Int => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
