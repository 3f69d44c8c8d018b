using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A study that was read from lines and is not written yet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The number of its line, from 1.</param>
/// <param name="Direction">Which values are better.</param>
internal sealed record StudyDraft(string Name, int Line, StudyDirection Direction)
{
    /// <summary>Gets the user attributes: JSON text by key.</summary>
    public required ImmutableDictionary<string, string> UserAttributes { get; init; }

    /// <summary>Gets the system attributes: JSON text by key.</summary>
    public required ImmutableDictionary<string, string> SystemAttributes { get; init; }

    /// <summary>Gets how many trials its line announces; null where it does not say.</summary>
    public int? Announced { get; init; }

    /// <summary>Gets the trials, by number.</summary>
    public List<NewTrial> Trials { get; } = [];
}
