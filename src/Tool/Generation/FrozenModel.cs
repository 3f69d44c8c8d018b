namespace HyperScaffold.Tool.Generation;

/// <summary>One frozen value as templates print it; every text is encoded.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Value">The value.</param>
internal sealed record FrozenModel(string Property, string Value);
