namespace HyperScaffold.Analysis;

/// <summary>One cell of a contour plot that at least one trial fell into.</summary>
/// <param name="Column">The cell along the first axis, from 0.</param>
/// <param name="Row">The cell along the second axis, from 0.</param>
/// <param name="Trials">How many complete trials fell into it, at least 1.</param>
/// <param name="Best">The best of their values.</param>
public sealed record ContourCell(int Column, int Row, int Trials, double Best);
