using System.Collections.Immutable;

namespace HyperScaffold.Storage;

/// <summary>
/// A reader's position in a study: trials below <paramref name="NextId"/> were read, and those in
/// <paramref name="Unfinished"/> were not finished then, so they are read again (Optuna's own scheme, which also sees
/// what a Python process wrote).
/// </summary>
/// <param name="NextId">The lowest trial identifier not read yet.</param>
/// <param name="Unfinished">Identifiers of trials that were running or waiting.</param>
public sealed record StudyCursor(long NextId, ImmutableArray<long> Unfinished)
{
    /// <summary>Gets the position before everything.</summary>
    public static StudyCursor Start { get; } = new(0, []);
}
