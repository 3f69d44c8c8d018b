using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>The attributes by which storages keep track of repeated attempts; the names without <c>hyper:</c> are Optuna's.</summary>
public static class StorageAttributes
{
    /// <summary>System attribute of a repeated trial: the number of the first attempt.</summary>
    public const string FailedTrial = "failed_trial";

    /// <summary>System attribute of a repeated trial: the numbers of all earlier attempts, a JSON array.</summary>
    public const string RetryHistory = "retry_history";

    /// <summary>System attribute, JSON true, of a failed trial that was cloned as waiting: no limit counts it.</summary>
    public const string Retried = "hyper:retried";

    /// <summary>The reason of a trial whose worker vanished; what is known of its end follows.</summary>
    public const string WorkerLost = "the worker stopped without a word (killed, out of memory, or its machine was lost)";

    private static readonly string[] Lasting = [TrialAttributes.FixedParameters, FailedTrial, RetryHistory];

    /// <summary>The reason of a trial whose worker vanished.</summary>
    /// <param name="detail">What is known of the worker's end; null where nothing is.</param>
    /// <returns>The reason.</returns>
    internal static string Loss(string? detail) => detail is null ? WorkerLost : $"{WorkerLost}: {detail}";

    /// <summary>Tells whether a trial failed because its worker vanished.</summary>
    /// <param name="reason">The trial's reason.</param>
    /// <returns>True where it did, whatever is known of the worker's end.</returns>
    internal static bool IsLoss(string? reason) => reason?.StartsWith(WorkerLost, StringComparison.Ordinal) == true;

    /// <summary>Tells which attempt of its configuration a trial is.</summary>
    /// <param name="systemAttributes">The trial's system attributes.</param>
    /// <returns>1 for the first.</returns>
    public static int AttemptOf(IReadOnlyDictionary<string, string> systemAttributes) => 1 + Earlier(systemAttributes).Count;

    /// <summary>The numbers of the earlier attempts of a trial's configuration.</summary>
    /// <param name="systemAttributes">The trial's system attributes.</param>
    /// <returns>The numbers, in order; empty for a first attempt.</returns>
    public static IReadOnlyList<int> Earlier(IReadOnlyDictionary<string, string> systemAttributes)
    {
        ArgumentNullException.ThrowIfNull(systemAttributes);
        return systemAttributes.Count > 0 && systemAttributes.TryGetValue(RetryHistory, out var json) && PythonJson.Read(json) is IReadOnlyList<object?> items
            ? [.. items.OfType<long>().Select(n => (int)n)]
            : [];
    }

    /// <summary>The trial that repeats a failed one.</summary>
    /// <param name="trial">The failed trial.</param>
    /// <returns>A waiting trial with the same parameters and history.</returns>
    public static NewTrial Retry(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var earlier = Earlier(trial.SystemAttributes).Append(trial.Number).ToList();
        return new NewTrial
        {
            State = TrialState.Waiting,
            UserAttributes = WithoutOutcome(trial.UserAttributes),
            SystemAttributes = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
            {
                [TrialAttributes.FixedParameters] = FixedParameters(trial),
                [FailedTrial] = earlier[0].ToString(CultureInfo.InvariantCulture),
                [RetryHistory] = PythonJson.Write(earlier),
            }),
        };
    }

    /// <summary>A running trial as it waits again after its worker gave it back.</summary>
    /// <param name="trial">The running trial.</param>
    /// <returns>The waiting trial.</returns>
    public static FrozenTrial HandBack(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial with
        {
            State = TrialState.Waiting,
            Start = null,
            IntermediateValues = [],
            Parameters = trial.Parameters.Clear(),
            UserAttributes = WithoutOutcome(trial.UserAttributes),
            SystemAttributes = trial.SystemAttributes
                .RemoveRange(trial.SystemAttributes.Keys.Except(Lasting, StringComparer.Ordinal))
                .SetItem(TrialAttributes.FixedParameters, FixedParameters(trial)),
        };
    }

    private static ImmutableDictionary<string, string> WithoutOutcome(ImmutableDictionary<string, string> attributes) =>
        attributes.RemoveRange([TrialAttributes.Reason, TrialAttributes.Metrics, TrialAttributes.PruneControl]);

    // what was enqueued stays first, then what was suggested since
    private static string FixedParameters(FrozenTrial trial)
    {
        var known = PythonJson.ReadObject(trial.SystemAttributes.GetValueOrDefault(TrialAttributes.FixedParameters));
        var all = known.ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal);
        foreach (var (name, value) in trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            all[name] = value.External;
        }

        return PythonJson.Write(all);
    }
}
