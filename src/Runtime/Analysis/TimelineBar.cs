using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>One trial on the timeline.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Round">Its round; null in a plain study.</param>
/// <param name="Start">When it began, in UTC.</param>
/// <param name="End">When it ended, in UTC; for a running trial the moment of the question.</param>
/// <param name="Lane">The row, from 0: trials on one row do not overlap, so the rows are the slots that were busy.</param>
public sealed record TimelineBar(int Number, TrialState State, string? Round, DateTime Start, DateTime End, int Lane);
