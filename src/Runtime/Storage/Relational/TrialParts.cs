using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>What belongs to several trials, by trial.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Reports">The reports.</param>
/// <param name="Values">The objective values, by objective.</param>
/// <param name="User">The user attributes.</param>
/// <param name="System">The system attributes.</param>
internal sealed record TrialParts(
    Dictionary<long, List<KeyValuePair<string, ParameterValue>>> Parameters,
    Dictionary<long, List<IntermediateValue>> Reports,
    Dictionary<long, List<IntermediateValue>> Values,
    Dictionary<long, List<KeyValuePair<string, string>>> User,
    Dictionary<long, List<KeyValuePair<string, string>>> System)
{
    /// <summary>Joins a trial with its parts.</summary>
    /// <param name="trial">The trial without them.</param>
    /// <returns>The trial with them.</returns>
    public FrozenTrial Complete(FrozenTrial trial) => trial with
    {
        Parameters = Table(Parameters, trial.Id, trial.Parameters),
        UserAttributes = Table(User, trial.Id, trial.UserAttributes),
        SystemAttributes = Table(System, trial.Id, trial.SystemAttributes),
        IntermediateValues = Reports.TryGetValue(trial.Id, out var reports) ? [.. reports.OrderBy(r => r.Step)] : [],
        Value = Values.TryGetValue(trial.Id, out var values) ? values.MinBy(v => v.Step).Value : null,
    };

    private static ImmutableDictionary<string, T> Table<T>(Dictionary<long, List<KeyValuePair<string, T>>> parts, long id, ImmutableDictionary<string, T> none) =>
        parts.TryGetValue(id, out var found) ? none.AddRange(found) : none;
}
