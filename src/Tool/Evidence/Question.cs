namespace HyperScaffold.Tool.Evidence;

/// <summary>One thing that an experiment asks of two of its arms.</summary>
/// <param name="Claim">What is claimed, as a sentence.</param>
/// <param name="Left">The arm that is claimed to do well.</param>
/// <param name="Right">The arm that it is compared with.</param>
/// <param name="Measure">By what.</param>
/// <param name="Threshold">What must be exceeded: the share that is saved; otherwise nothing.</param>
internal sealed record Question(string Claim, string Left, string Right, Measure Measure = Measure.Better, double Threshold = 0);
