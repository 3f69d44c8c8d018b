using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Views;

/// <summary>Trials as records, with the names that Optuna's data frame and command line use.</summary>
internal static class TrialRecords
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";
    private const string Params = "params";
    private static readonly ImmutableArray<string> Columns =
        ["number", "value", "datetime_start", "datetime_complete", "duration", Params, "user_attrs", "system_attrs", "state"];

    /// <summary>A view of trials.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="isSingle">True for one trial that was asked for by itself.</param>
    /// <returns>The view.</returns>
    public static RecordView View(IReadOnlyList<FrozenTrial> trials, bool isSingle = false)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return new RecordView { Records = [.. trials.Select(Of)], Columns = Columns, Rows = Rows(trials), IsSingle = isSingle };
    }

    /// <summary>A trial with all that is known of it.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>Its members; times are UTC, the duration is in seconds.</returns>
    public static IReadOnlyDictionary<string, object?> Of(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var parameters = trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["number"] = (long)trial.Number,
            ["value"] = trial.Value,
            ["datetime_start"] = Time(trial.Start),
            ["datetime_complete"] = Time(trial.End),
            ["duration"] = Duration(trial),
            [Params] = parameters.ToDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal),
            ["user_attrs"] = Attributes(trial.UserAttributes),
            ["system_attrs"] = Attributes(trial.SystemAttributes),
            ["intermediate_values"] = trial.IntermediateValues.ToDictionary(v => v.Step.ToString(CultureInfo.InvariantCulture), v => (object?)v.Value, StringComparer.Ordinal),
            ["distributions"] = parameters.ToDictionary(p => p.Key, p => PythonJson.Read(DistributionJson.Write(p.Value.Distribution)), StringComparer.Ordinal),
            ["state"] = State(trial),
        };
    }

    /// <summary>Attributes as values.</summary>
    /// <param name="attributes">JSON text by key.</param>
    /// <returns>Values by key, in order.</returns>
    public static IReadOnlyDictionary<string, object?> Attributes(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return attributes.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(a => a.Key, a => Value(a.Value), StringComparer.Ordinal);
    }

    /// <summary>The name of a trial's state, as Optuna writes it.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>Upper-case text.</returns>
    public static string State(FrozenTrial trial) => trial.State.ToString().ToUpperInvariant();

    /// <summary>A time as records show it.</summary>
    /// <param name="time">The time in UTC, or null.</param>
    /// <returns>ISO 8601 text with microseconds, or null.</returns>
    public static string? Time(DateTime? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    // another program may have stored what is no JSON; it is shown as the text that it is
    private static object? Value(string json)
    {
        try
        {
            return PythonJson.Read(json);
        }
        catch (HyperException)
        {
            return json;
        }
    }

    private static double? Duration(FrozenTrial trial) => trial is { Start: { } start, End: { } end } ? Math.Round((end - start).TotalSeconds, 6) : null;

    // rounds and reasons get a column only where some trial has one
    private static List<IReadOnlyDictionary<string, object?>> Rows(IReadOnlyList<FrozenTrial> trials)
    {
        var names = trials.SelectMany(t => t.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var (hasRounds, hasReasons) = (trials.Any(t => t.Round is not null), trials.Any(t => t.Reason is not null));
        return [.. trials.Select(Row)];

        IReadOnlyDictionary<string, object?> Row(FrozenTrial trial)
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal) { ["number"] = (long)trial.Number, ["state"] = State(trial), ["value"] = Short(trial.Value) };
            if (hasRounds)
            {
                row["round"] = trial.Round;
            }

            names.ForEach(n => row["params." + n] = trial.Parameters.TryGetValue(n, out var p) ? p.External : string.Empty);
            row["seconds"] = Duration(trial) is { } seconds ? seconds.ToString("0.0", CultureInfo.InvariantCulture) : null;
            if (hasReasons)
            {
                row["reason"] = trial.Reason ?? string.Empty;
            }

            return row;
        }
    }

    private static string? Short(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture).Replace('E', 'e');
}
