using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Goes between what an arm tunes and the values of all parameters.</summary>
internal static class BenchSpace
{
    /// <summary>The space of some parameters.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tuned">The parameters with their ranges.</param>
    /// <returns>The space.</returns>
    public static PhaseSpace Of(Plan plan, IReadOnlyList<PlanParameter> tuned)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var phase = new PlanPhase { Name = "arm", Tune = [.. tuned.Select(p => p.Name)], Trials = 1, Search = plan.Search };
        var parameters = plan.Parameters.Select(p => tuned.FirstOrDefault(t => t.Name == p.Name) ?? p);
        return PhaseSpace.Of(plan with { Parameters = [.. parameters], Phases = [phase] }, DecisionBook.Empty, phase);
    }

    /// <summary>Lets a trial suggest its values.</summary>
    /// <param name="space">What is tuned.</param>
    /// <param name="around">The values around.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>The external values of all parameters.</returns>
    public static ImmutableSortedDictionary<string, object?> Suggest(PhaseSpace space, ImmutableSortedDictionary<string, object?> around, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trial);
        var chosen = new Dictionary<string, double>(StringComparer.Ordinal);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var parameter in space.ToSearchSpace().Parameters.Where(p => p.IsActive(chosen)))
        {
            values[parameter.Name] = parameter.Distribution switch
            {
                FloatDistribution f => trial.SuggestFloat(parameter.Name, f.Low, f.High, f.Log, f.Step),
                IntDistribution i => (long)trial.SuggestInt(parameter.Name, (int)i.Low, (int)i.High, i.Log, (int)i.Step),
                CategoricalDistribution c => trial.SuggestCategorical(parameter.Name, c.Choices),
                _ => null,
            };
            chosen[parameter.Name] = parameter.Distribution.ToInternal(values[parameter.Name]);
        }

        return Merge(space, around, values);
    }

    /// <summary>The values of a finished trial.</summary>
    /// <param name="space">What was tuned.</param>
    /// <param name="around">The values around.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>The external values of all parameters.</returns>
    public static ImmutableSortedDictionary<string, object?> Values(PhaseSpace space, ImmutableSortedDictionary<string, object?> around, FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trial);
        return Merge(space, around, trial.Parameters.ToDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal));
    }

    private static ImmutableSortedDictionary<string, object?> Merge(PhaseSpace space, ImmutableSortedDictionary<string, object?> around, Dictionary<string, object?> values) =>
        around.SetItems(space.Parameters
            .Where(p => values.ContainsKey(p.Name) || p.Disabled is not null)
            .Select(p => KeyValuePair.Create(p.Name, values.TryGetValue(p.Name, out var value) ? value : p.Disabled)));
}
