namespace HyperScaffold.Tests.Phases;

/// <summary>A training by formula.</summary>
internal delegate SimulatedOutcome SimulatedTraining(IReadOnlyDictionary<string, object?> values, long seed, int number);
