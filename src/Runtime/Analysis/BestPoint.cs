namespace HyperScaffold.Analysis;

/// <summary>One complete trial on the curve of the best value so far.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Value">Its own value.</param>
/// <param name="Best">The best value of this trial and all before it.</param>
/// <param name="IsImprovement">True where this trial is better than all before it; the first one is.</param>
public sealed record BestPoint(int Number, double Value, double Best, bool IsImprovement);
