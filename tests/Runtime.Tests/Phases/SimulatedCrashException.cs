namespace HyperScaffold.Tests.Phases;

/// <summary>The process died.</summary>
internal sealed class SimulatedCrashException : Exception;
