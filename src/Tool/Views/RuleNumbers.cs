using HyperScaffold.Guidance;

namespace HyperScaffold.Tool.Views;

/// <summary>What a rule says of a plan, or of one of its phases.</summary>
/// <param name="Phase">The phase; null where the rule judges the plan.</param>
/// <param name="Note">Why the rule could not look, or what the decision kept of it; null where it looked.</param>
/// <param name="Findings">What it found.</param>
internal sealed record RuleNumbers(string? Phase, string? Note, IReadOnlyList<Finding> Findings);
