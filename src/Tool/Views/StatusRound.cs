namespace HyperScaffold.Tool.Views;

/// <summary>A round of a phase.</summary>
/// <param name="Name">explore, widen-1..3, refine or confirm.</param>
/// <param name="Trials">The trials that ended.</param>
/// <param name="Best">The best value, or null.</param>
internal sealed record StatusRound(string Name, int Trials, double? Best);
