namespace HyperScaffold.Phases;

/// <summary>How much a value changes when nothing but the seed does.</summary>
/// <param name="Deviation">The standard deviation s, at least the floor.</param>
/// <param name="Degrees">The degrees of freedom behind it; 0 where it was not measured over seeds.</param>
/// <param name="Floor">The floor: one validation row for an accuracy, otherwise 0.</param>
public sealed record NoiseEstimate(double Deviation, int Degrees, double Floor);
