using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace HyperScaffold.Trials;

/// <summary>The attribute keys that HyperScaffold itself writes, and Optuna's that it shares.</summary>
public static class TrialAttributes
{
    /// <summary>System attribute, Optuna's: the enqueued external values by name.</summary>
    public const string FixedParameters = "fixed_params";

    /// <summary>User attribute: the round of the phase, as JSON text.</summary>
    public const string Round = "hyper:round";

    /// <summary>User attribute: why a trial failed or was pruned, as JSON text.</summary>
    public const string Reason = "hyper:reason";

    /// <summary>User attribute: the training seed, a JSON number.</summary>
    public const string Seed = "hyper:seed";

    /// <summary>User attribute: logged metrics, a JSON object of arrays: <c>{"train_loss":[[1,0.4],[2,0.3]]}</c>.</summary>
    public const string Metrics = "hyper:metrics";

    /// <summary>User attribute: JSON true for the trial that evaluates the defaults.</summary>
    public const string Baseline = "hyper:baseline";

    /// <summary>User attribute: JSON true where a trial was due to be pruned and runs on as a control of pruning's regret.</summary>
    public const string PruneControl = "hyper:prune_control";

    /// <summary>User attribute: JSON true for a trial whose training is asked to score the test rows too. No search asks for it.</summary>
    public const string ScoreTest = "hyper:score_test";

    /// <summary>User attribute: the score on the test rows, a JSON number, where the trial was asked for it.</summary>
    public const string TestScore = "hyper:test_score";

    /// <summary>User attribute: how many trials trained as one batch with this one, itself too; they share their time.</summary>
    public const string Fused = "hyper:fused";

    /// <summary>User attribute: the study and the number of the trial whose training this one took over, <c>"digits-learning-rate #10"</c>; such a trial cost nothing.</summary>
    public const string Source = "hyper:source";

    /// <summary>The round whose trials retrain candidates with fresh seeds; never history for a sampler, never pruned.</summary>
    public const string ConfirmRound = "confirm";

    /// <summary>Gets the attributes of a trial that has none.</summary>
    internal static ImmutableDictionary<string, string> None { get; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>How many trials trained as one batch with a trial, itself too.</summary>
    /// <param name="attributes">Its user attributes.</param>
    /// <returns>At least 1.</returns>
    internal static int BatchOf(IReadOnlyDictionary<string, string> attributes) =>
        attributes.TryGetValue(Fused, out var json) && int.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;

    /// <summary>Reads an attribute that holds a JSON string.</summary>
    /// <param name="attributes">JSON text by key.</param>
    /// <param name="key">The key.</param>
    /// <returns>The text; null where the key is absent or holds something else.</returns>
    public static string? ReadText(IReadOnlyDictionary<string, string> attributes, string key)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (attributes.Count == 0 || !attributes.TryGetValue(key, out var json) || !json.StartsWith('"'))
        {
            return null;
        }

        if (json.Length >= 2 && json.IndexOfAny(['"', '\\'], 1) == json.Length - 1)
        {
            return json[1..^1];
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString();
    }
}
