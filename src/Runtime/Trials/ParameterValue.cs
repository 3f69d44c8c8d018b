using HyperScaffold.Spaces;

namespace HyperScaffold.Trials;

/// <summary>What a trial used for one parameter.</summary>
/// <param name="Distribution">The distribution it was drawn from, which stays with the trial when a range is widened later.</param>
/// <param name="Internal">The internal value: the number, or the index of the choice.</param>
public sealed record ParameterValue(Distribution Distribution, double Internal)
{
    /// <summary>Gets the external value: a double, a long, or the choice.</summary>
    public object? External => Distribution.ToExternal(Internal);
}
