using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>All decisions of a project in the order in which they were made.</summary>
/// <param name="Decisions">The decisions; superseded ones too.</param>
public sealed record DecisionBook(ImmutableArray<Decision> Decisions)
{
    /// <summary>Gets the book of a fresh project.</summary>
    public static DecisionBook Empty { get; } = new([]);

    /// <summary>Finds the decision that holds for a phase.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <returns>The newest that is not superseded, or null.</returns>
    public Decision? Current(string phase) => Decisions.LastOrDefault(d => d.Phase == phase && !d.Superseded);

    /// <summary>Adds a decision, or replaces the open one of the same study.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The longer book.</returns>
    public DecisionBook With(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var kept = Decisions.Where(d => !(d.State == DecisionState.Open && d.Study == decision.Study))
            .Select(d => d.Phase == decision.Phase ? d with { Superseded = true } : d);
        return new DecisionBook([.. kept, decision]);
    }

    /// <summary>Gets the external values that hold now: the plan's defaults overlaid with what was frozen.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="before">Only decisions on phases before this one; null takes all.</param>
    /// <returns>The value by parameter.</returns>
    public ImmutableSortedDictionary<string, object?> Tuned(Plan plan, string? before = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var values = plan.Parameters.ToImmutableSortedDictionary(p => p.Name, p => p.Default, StringComparer.Ordinal);
        foreach (var phase in plan.Phases.TakeWhile(p => p.Name != before))
        {
            var frozen = Current(phase.Name)?.Frozen ?? ImmutableSortedDictionary<string, object?>.Empty;
            values = values.SetItems(frozen.Where(f => plan.FindParameter(f.Key) is not null));
        }

        return values;
    }
}
