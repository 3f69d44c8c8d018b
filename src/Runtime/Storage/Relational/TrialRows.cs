using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>The rows of one trial as they come in, from all tables.</summary>
internal sealed class TrialRows
{
    /// <summary>Gets the trial without its parts.</summary>
    public required FrozenTrial Head { get; init; }

    /// <summary>Gets the parameters.</summary>
    public List<KeyValuePair<string, ParameterValue>> Parameters { get; } = [];

    /// <summary>Gets the reports.</summary>
    public List<IntermediateValue> Reports { get; } = [];

    /// <summary>Gets the objective values, by objective.</summary>
    public List<IntermediateValue> Values { get; } = [];

    /// <summary>Gets the user attributes.</summary>
    public List<KeyValuePair<string, string>> User { get; } = [];

    /// <summary>Gets the system attributes.</summary>
    public List<KeyValuePair<string, string>> System { get; } = [];

    /// <summary>Joins the rows; a trial that ended after its own row was read has no value yet.</summary>
    /// <returns>The trial.</returns>
    public FrozenTrial Build() => Head with
    {
        Parameters = Table(Parameters, Head.Parameters),
        UserAttributes = Table(User, Head.UserAttributes),
        SystemAttributes = Table(System, Head.SystemAttributes),
        IntermediateValues = [.. Reports.OrderBy(r => r.Step)],
        Value = Head.IsFinished && Values.Count > 0 ? Values.MinBy(v => v.Step).Value : null,
    };

    private static ImmutableDictionary<string, T> Table<T>(List<KeyValuePair<string, T>> rows, ImmutableDictionary<string, T> none) =>
        rows.Count == 0 ? none : none.AddRange(rows);
}
