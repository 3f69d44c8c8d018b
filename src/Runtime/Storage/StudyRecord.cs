using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A study as a storage knows it.</summary>
/// <param name="Id">The storage's identifier.</param>
/// <param name="Name">The name, unique in the storage.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="UserAttributes">JSON text by key.</param>
/// <param name="SystemAttributes">JSON text by key.</param>
public sealed record StudyRecord(
    long Id,
    string Name,
    StudyDirection Direction,
    ImmutableDictionary<string, string> UserAttributes,
    ImmutableDictionary<string, string> SystemAttributes);
