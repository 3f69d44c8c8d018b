namespace HyperScaffold.Tool.Advice;

/// <summary>An advice.</summary>
/// <param name="Method"><c>none</c>, <c>by-hand</c>, <c>grid</c>, <c>random</c> or <c>model</c>.</param>
/// <param name="Verdict">What to do, one sentence.</param>
/// <param name="Reasons">Why, with numbers.</param>
/// <param name="Steps">What to type and to write, in this order.</param>
internal sealed record Recommendation(string Method, string Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<AdviceStep> Steps);
