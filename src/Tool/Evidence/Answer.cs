namespace HyperScaffold.Tool.Evidence;

/// <summary>The answer to one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Difference">The difference by seed, positive in favour of the claim; a share for epochs saved.</param>
/// <param name="Counts">The difference from which on it counts.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Sentence">The same in words, with by how much.</param>
internal sealed record Answer(Question Question, Interval Difference, double Counts, Outcome Outcome, string Sentence);
