namespace HyperScaffold.Analysis;

/// <summary>One complete trial in a contour plot.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="X">Where the first parameter lies on its axis, from 0 to 1.</param>
/// <param name="Y">Where the second parameter lies on its axis, from 0 to 1.</param>
/// <param name="Value">The trial's value.</param>
public sealed record ContourPoint(int Number, double X, double Y, double Value);
