namespace HyperScaffold.Phases;

/// <summary>A place in a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct PlanLocation(int Line, int Column);
