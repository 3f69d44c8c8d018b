namespace HyperScaffold.Tool.Advice;

/// <summary>An advice.</summary>
/// <param name="Verdict">What to do, one sentence.</param>
/// <param name="Reasons">Why, with numbers.</param>
/// <param name="Commands">What to type.</param>
internal sealed record Recommendation(string Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<string> Commands);
