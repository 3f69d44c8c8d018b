using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>What a hyperparameter is, whatever its name.</summary>
/// <param name="Name">The role, such as <c>learning_rate</c>.</param>
/// <param name="Aliases">Other names that say the same, such as <c>lr</c>.</param>
public sealed record TierRole(string Name, ImmutableArray<string> Aliases);
