using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>How a run of trials stands.</summary>
/// <param name="Finished">How many trials the run has finished.</param>
/// <param name="Planned">How many it runs; null where another limit ends it.</param>
/// <param name="Latest">The trial that finished last.</param>
/// <param name="Best">The study's best complete trial; null while there is none.</param>
/// <param name="Elapsed">How long the run has taken.</param>
public sealed record OptimizeProgress(int Finished, int? Planned, FrozenTrial Latest, FrozenTrial? Best, TimeSpan Elapsed);
