namespace HyperScaffold.Guidance;

/// <summary>What a rule is.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Level">Its level.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Explanation">Why it holds, with sources.</param>
public sealed record RuleInfo(string Code, FindingLevel Level, string Title, string Explanation);
