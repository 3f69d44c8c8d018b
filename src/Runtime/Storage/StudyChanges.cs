using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>What changed in a study since a cursor.</summary>
/// <param name="Trials">The trials that are new or changed, in the order of their numbers.</param>
/// <param name="Cursor">Where to go on reading.</param>
public sealed record StudyChanges(IReadOnlyList<FrozenTrial> Trials, StudyCursor Cursor);
