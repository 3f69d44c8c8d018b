using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>One hyperparameter of the plan.</summary>
public sealed record PlanParameter
{
    /// <summary>Gets the name as in the file, such as <c>learning_rate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type of its values.</summary>
    public required PlanParameterType Type { get; init; }

    /// <summary>Gets the external default: a double, a long, or a choice. The disabled value where it is switched off.</summary>
    public required object? Default { get; init; }

    /// <summary>Gets the lower end, included; 0 for a categorical parameter.</summary>
    public double Low { get; init; }

    /// <summary>Gets the upper end, included; 0 for a categorical parameter.</summary>
    public double High { get; init; }

    /// <summary>Gets a value indicating whether the scale is logarithmic.</summary>
    public bool Log { get; init; }

    /// <summary>Gets the step, or null.</summary>
    public double? Step { get; init; }

    /// <summary>Gets the choices; empty for a numeric parameter.</summary>
    public ImmutableArray<object?> Choices { get; init; } = [];

    /// <summary>Gets the value outside the range that means "not used", or null.</summary>
    public double? Disabled { get; init; }

    /// <summary>Gets the ends that cannot move.</summary>
    public HardEnds Hard { get; init; }

    /// <summary>Gets what it is, where its name does not say so (<c>role: learning_rate</c>); otherwise the name.</summary>
    public required string Role { get; init; }

    /// <summary>Gets the categorical parameter that switches it on, or null.</summary>
    public string? ConditionParent { get; init; }

    /// <summary>Gets the external choices of the parent that switch it on.</summary>
    public ImmutableArray<object?> ConditionChoices { get; init; } = [];
}
