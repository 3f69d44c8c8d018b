namespace HyperScaffold.Analysis;

/// <summary>How much one parameter decides whether a trial gets among the best.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Raw">The unnormalized importance, at least 0; comparable between parameters of one study only.</param>
/// <param name="Share">The part of the sum over all parameters, from 0 to 1; equal parts where the sum is 0.</param>
public sealed record ParameterImportance(string Name, double Raw, double Share);
