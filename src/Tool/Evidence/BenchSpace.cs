using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Goes between what an arm tunes and the values of all parameters.</summary>
internal static class BenchSpace
{
    /// <summary>The name of what says how many epochs a trial trains.</summary>
    public const string LengthName = "epochs";

    /// <summary>How many epochs a trial trains, as a parameter.</summary>
    /// <param name="epochs">How many epochs a full training has.</param>
    /// <returns>A whole number from a tenth of the epochs to all, on a log scale.</returns>
    public static PlanParameter Length(int epochs) => new()
    {
        Name = LengthName,
        Role = LengthName,
        Type = PlanParameterType.Int,
        Default = (long)epochs,
        Low = Math.Max(1, epochs / 10),
        High = epochs,
        Log = true,
    };

    /// <summary>The space of some parameters.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tuned">The parameters with their ranges.</param>
    /// <returns>The space.</returns>
    public static PhaseSpace Of(Plan plan, IReadOnlyList<PlanParameter> tuned)
    {
        plan = PlanOf(plan, tuned);
        return PhaseSpace.Of(plan, DecisionBook.Empty, plan.Phases[0]);
    }

    /// <summary>The plan that would search some parameters in one phase.</summary>
    /// <param name="plan">The project's plan.</param>
    /// <param name="tuned">The parameters with their ranges.</param>
    /// <returns>The plan; its only phase tunes them.</returns>
    public static Plan PlanOf(Plan plan, IReadOnlyList<PlanParameter> tuned)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var phase = new PlanPhase { Name = "arm", Tune = [.. tuned.Select(p => p.Name)], Trials = 1, Search = plan.Search };
        var parameters = plan.Parameters.Select(p => tuned.FirstOrDefault(t => t.Name == p.Name) ?? p).Concat(tuned.Where(t => plan.FindParameter(t.Name) is null));
        return plan with { Parameters = [.. parameters], Phases = [phase] };
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
            .Select(p => KeyValuePair.Create(around.ContainsKey(p.Name) ? p.Name : p.Role, values.TryGetValue(p.Name, out var value) ? value : p.Disabled))
            .Where(v => around.ContainsKey(v.Key)));
}
