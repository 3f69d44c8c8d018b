using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HyperScaffold.Analysis;

namespace HyperScaffold.Tool.Views;

/// <summary>Writes the status as JSON, in the form that the reference documents.</summary>
internal static class StatusJson
{
    /// <summary>Writes a plan's status.</summary>
    /// <param name="report">The status.</param>
    /// <returns>One JSON object.</returns>
    public static string Write(StatusReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Write(json =>
        {
            json.WriteString("plan", report.Plan);
            json.WriteString("metric", report.Metric);
            json.WriteString("direction", report.Direction);
            Number(json, "baseline", report.Baseline);
            Number(json, "best", report.Best);
            Number(json, "test", report.Test);
            Values(json, "best_parameters", report.BestParameters);
            json.WriteNumber("epochs", report.Epochs);
            json.WriteNumber("seconds", Math.Round(report.Seconds, 1));
            Number(json, "cost", report.Cost);
            Pruning(json, report.Pruning);
            json.WriteStartArray("phases");
            foreach (var phase in report.Phases)
            {
                json.WriteStartObject();
                Members(json, phase);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Writes one phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>One JSON object.</returns>
    public static string Write(StatusPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return Write(json => Members(json, phase));
    }

    /// <summary>Writes an object.</summary>
    /// <param name="members">Writes its members.</param>
    /// <returns>The JSON text.</returns>
    public static string Write(Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a number, or null where there is none or JSON has no form for it.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">The value.</param>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (value is { } v && double.IsFinite(v))
        {
            json.WriteNumber(name, v);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes external values by name.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="values">The values.</param>
    public static void Values(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(values);
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            JsonSerializer.Serialize(json, value);
        }

        json.WriteEndObject();
    }

    private static void Pruning(Utf8JsonWriter json, PruningSavings savings)
    {
        json.WriteStartObject("pruning");
        json.WriteNumber("pruned", savings.Pruned);
        json.WriteNumber("epochs_saved", savings.Saved);
        json.WriteNumber("controls", savings.Controls);
        json.WriteNumber("regrets", savings.Regrets);
        Number(json, "regret_rate", savings.RegretRate);
        Number(json, "regret_upper_bound", savings.RegretUpperBound is { } bound ? Math.Round(bound, 4) : null);
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, StatusPhase phase)
    {
        json.WriteString("name", phase.Name);
        json.WriteString("state", phase.State);
        json.WriteString("study", phase.Study);
        json.WriteNumber("trials", phase.Trials);
        json.WriteNumber("complete", phase.Complete);
        json.WriteNumber("pruned", phase.Pruned);
        json.WriteNumber("failed", phase.Failed);
        json.WriteNumber("epochs", phase.Epochs);
        json.WriteNumber("confirm_epochs", phase.ConfirmEpochs);
        Number(json, "best", phase.Best);
        Number(json, "gain", phase.Gain);
        Number(json, "last_percent_trials", phase.Last?.Trials);
        Number(json, "last_percent_epochs", phase.Last?.Epochs);
        json.WriteNumber("grid_trainings", phase.GridTrainings);
        Values(json, "frozen", phase.Frozen);
        json.WriteStartArray("rounds");
        foreach (var round in phase.Rounds)
        {
            json.WriteStartObject();
            json.WriteString("name", round.Name);
            json.WriteNumber("trials", round.Trials);
            Number(json, "best", round.Best);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in phase.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("level", finding.Level);
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
