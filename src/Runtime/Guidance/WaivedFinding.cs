namespace HyperScaffold.Guidance;

/// <summary>A finding that the plan overrides.</summary>
/// <param name="Finding">What the rule said.</param>
/// <param name="Reason">Why the plan overrides it, in the user's words.</param>
public sealed record WaivedFinding(Finding Finding, string Reason);
