namespace HyperScaffold.Spaces;

/// <summary>A parameter exists only while a categorical parent has one of the given choices.</summary>
/// <param name="Parent">The name of the parent, which stands earlier in the space and is categorical.</param>
/// <param name="Choices">The indices of the parent's choices that switch the parameter on.</param>
public sealed record ParameterCondition(string Parent, IReadOnlyList<int> Choices)
{
    /// <inheritdoc/>
    public bool Equals(ParameterCondition? other) =>
        other is not null && Parent == other.Parent && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => Choices.Aggregate(StringComparer.Ordinal.GetHashCode(Parent), HashCode.Combine);
}
