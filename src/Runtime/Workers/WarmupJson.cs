using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Pruners;

namespace HyperScaffold.Workers;

/// <summary>Reads and writes how long trials warm up: <c>{"least":0,"by":{"schedule":{"one_cycle":9.0},"warmup_epochs":1.0}}</c>.</summary>
internal static class WarmupJson
{
    /// <summary>Turns a warm-up into what JSON can hold.</summary>
    /// <param name="warmup">The warm-up.</param>
    public static Dictionary<string, object?> Write(TrialWarmup warmup)
    {
        ArgumentNullException.ThrowIfNull(warmup);
        return new Dictionary<string, object?>
        {
            ["least"] = warmup.Least,
            ["by"] = warmup.Sources.ToDictionary(s => s.Parameter, Content, StringComparer.Ordinal),
        };
    }

    /// <summary>Reads a warm-up.</summary>
    /// <param name="members">What <see cref="Write"/> made; null for none.</param>
    public static TrialWarmup Read(IReadOnlyDictionary<string, object?>? members)
    {
        if (members is null)
        {
            return TrialWarmup.None;
        }

        var sources = members.GetValueOrDefault("by") as IReadOnlyDictionary<string, object?> ?? ImmutableDictionary<string, object?>.Empty;
        return new TrialWarmup { Least = Number(members.GetValueOrDefault("least")), Sources = [.. sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Source(s.Key, s.Value))] };
    }

    private static object? Content(WarmupSource source) => source.Choices.IsEmpty ? source.Factor : source.Choices.ToDictionary(c => c.Key, c => (object?)c.Value, StringComparer.Ordinal);

    private static WarmupSource Source(string name, object? content) => content is IReadOnlyDictionary<string, object?> choices
        ? new WarmupSource(name, choices.ToImmutableSortedDictionary(c => c.Key, c => Number(c.Value), StringComparer.Ordinal), 0)
        : new WarmupSource(name, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal), Number(content));

    private static double Number(object? value) => value is null ? 0 : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
