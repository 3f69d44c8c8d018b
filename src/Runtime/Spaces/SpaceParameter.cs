namespace HyperScaffold.Spaces;

/// <summary>A named parameter of a space.</summary>
/// <param name="Name">The name, unique in its space.</param>
/// <param name="Distribution">What it may be.</param>
/// <param name="Condition">When it exists; null means always.</param>
public sealed record SpaceParameter(string Name, Distribution Distribution, ParameterCondition? Condition = null)
{
    /// <summary>Tells whether the parameter exists, given what was chosen so far.</summary>
    /// <param name="values">Internal values by name.</param>
    /// <returns>True when it has no condition, or its parent exists and has one of the condition's choices.</returns>
    public bool IsActive(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Condition is null
            || (values.TryGetValue(Condition.Parent, out var parent) && Condition.Choices.Contains((int)parent));
    }
}
