using HyperScaffold.Trials;

namespace HyperScaffold.Workers;

/// <summary>How a round stands.</summary>
/// <param name="Round">The round's name.</param>
/// <param name="Finished">How many trials of the round are finished.</param>
/// <param name="Planned">How many it will have.</param>
/// <param name="Latest">The trial that finished last, or null.</param>
/// <param name="Running">The trials that are running now, with their reports so far.</param>
/// <param name="Best">The best complete search trial of the study so far, or null.</param>
public sealed record RoundProgress(string Round, int Finished, int Planned, FrozenTrial? Latest, IReadOnlyList<FrozenTrial> Running, FrozenTrial? Best);
