namespace HyperScaffold.Analysis;

/// <summary>One complete trial in a slice plot.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Internal">The parameter's internal value: the number, or the index of the choice.</param>
/// <param name="Position">Where it lies on the axis, from 0 to 1.</param>
/// <param name="Value">The trial's value.</param>
public sealed record SlicePoint(int Number, double Internal, double Position, double Value);
