namespace HyperScaffold.Studies;

/// <summary>What an ask gave.</summary>
/// <param name="Trial">The trial; null where there was none.</param>
/// <param name="IsExhausted">True where the sampler has nothing left to try.</param>
internal readonly record struct AskResult(Trial? Trial, bool IsExhausted);
