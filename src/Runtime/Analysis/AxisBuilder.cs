using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>Makes the axis of a parameter from the distributions that trials carry.</summary>
internal static class AxisBuilder
{
    /// <summary>The parameters that any trial has, by name.</summary>
    public static List<string> Names(IEnumerable<FrozenTrial> trials) =>
        [.. trials.SelectMany(t => t.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The axis of a parameter; null where no trial has it.</summary>
    public static ParameterAxis? Of(string name, IReadOnlyList<FrozenTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(name);
        var own = trials.Select(t => t.Parameters.GetValueOrDefault(name)).OfType<ParameterValue>().Select(p => p.Distribution).Distinct().ToList();
        if (own.Count == 0)
        {
            return null;
        }

        if (own[^1] is CategoricalDistribution choices)
        {
            return new ParameterAxis { Name = name, High = choices.Choices.Count - 1, Choices = [.. choices.Choices] };
        }

        var ends = own.Select(Ends).ToList();
        return new ParameterAxis { Name = name, IsLog = IsLog(own[^1]), Low = ends.Min(e => e.Low), High = ends.Max(e => e.High) };
    }

    /// <summary>The axis of a parameter that must exist where there is any trial.</summary>
    /// <exception cref="HyperException">There are trials, but none has the parameter.</exception>
    public static ParameterAxis? Required(string name, IReadOnlyList<FrozenTrial> trials) => Of(name, trials)
        ?? (trials.Count == 0 ? null : throw new HyperException($"No trial has a parameter '{name}'. Name one of {string.Join(", ", Names(trials))}."));

    private static (double Low, double High) Ends(Distribution distribution) => distribution switch
    {
        FloatDistribution f => (f.Low, f.High),
        IntDistribution i => (i.Low, i.High),
        _ => throw new HyperException("A parameter that is numeric in some trials and categorical in others has no axis. Plot the trials apart."),
    };

    private static bool IsLog(Distribution distribution) => distribution is FloatDistribution { Log: true } or IntDistribution { Log: true };
}
