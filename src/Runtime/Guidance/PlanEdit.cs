namespace HyperScaffold.Guidance;

/// <summary>An edit of <c>hyper.yaml</c>: the node at a path gets a new text.</summary>
/// <param name="Path">The path of the node, such as <c>parameters.learning_rate.scale</c>; a missing key is added.</param>
/// <param name="Yaml">The new value as YAML; null removes the key.</param>
/// <param name="Then">A further edit that belongs to it, or null.</param>
public sealed record PlanEdit(string Path, string? Yaml, PlanEdit? Then = null);
