using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>Hyperparameters of about equal importance.</summary>
/// <param name="Number">The rank, from 1 for the most important.</param>
/// <param name="Title">The members in words.</param>
/// <param name="BudgetShare">The share of a plan's trials that <c>trials: auto</c> gives to it, 0 to 1.</param>
/// <param name="Roles">The members.</param>
public sealed record ImportanceTier(int Number, string Title, double BudgetShare, ImmutableArray<TierRole> Roles);
