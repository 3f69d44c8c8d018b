namespace HyperScaffold.Guidance;

/// <summary>What a rule says.</summary>
/// <param name="Code">The stable code, such as <c>HS102</c>.</param>
/// <param name="Level">How much it weighs.</param>
/// <param name="Text">What is wrong, one sentence.</param>
/// <param name="Evidence">The numbers, computed from this plan or phase.</param>
/// <param name="Remedy">What to do, one sentence.</param>
/// <param name="Path">The part of the plan it is about, such as <c>phases[1].sampler</c>; null for none.</param>
/// <param name="Edit">The remedy as an edit of <c>hyper.yaml</c>, or null.</param>
public sealed record Finding(string Code, FindingLevel Level, string Text, string Evidence, string Remedy, string? Path = null, PlanEdit? Edit = null)
{
    /// <summary>Writes it as one line, as decisions keep it.</summary>
    /// <returns><c>HS201 warning: what is wrong: the numbers. Remedy: what to do</c>.</returns>
    public string ToLine() => $"{Code} {Level.ToString().ToLowerInvariant()}: {Text}: {Evidence}. Remedy: {Remedy}";
}
