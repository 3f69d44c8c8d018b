using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>Reads and writes a round's order as it is stored with the study.</summary>
public static class RoundOrderJson
{
    /// <summary>Writes an order.</summary>
    /// <param name="order">The order.</param>
    /// <returns>JSON text.</returns>
    public static string Write(RoundOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return PythonJson.Write(new Dictionary<string, object?>
        {
            ["round"] = order.Round,
            ["trials"] = order.Trials,
            ["offset"] = order.Offset,
            ["sampler"] = order.Sampler,
            ["pruner"] = order.Pruner,
            ["seed"] = order.Seed,
            ["training_seed"] = order.TrainingSeed,
            ["epochs"] = order.Epochs,
            ["focus"] = order.Focus.OrderBy(f => f.Key, StringComparer.Ordinal)
                .ToDictionary(f => f.Key, f => (object?)new[] { f.Value.Low, f.Value.High }, StringComparer.Ordinal),
            ["planned"] = order.Planned,
            ["warmup"] = WarmupJson.Write(order.Warmup),
            ["ranks"] = order.Ranks.Shares.ToDictionary(s => s.Key.ToString(CultureInfo.InvariantCulture), s => (object?)Math.Round(s.Value, 4), StringComparer.Ordinal),
            ["fuse"] = order.Fuse,
            ["slots"] = order.Slots,
            ["closed"] = order.Closed,
        });
    }

    /// <summary>Reads an order.</summary>
    /// <param name="json">JSON text that <see cref="Write"/> made.</param>
    /// <returns>The order.</returns>
    /// <exception cref="HyperException">The text is something else.</exception>
    public static RoundOrder Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var members = PythonJson.ReadObject(json);
        var defaults = new RoundOrder { Round = string.Empty, Trials = 0 };
        return new RoundOrder
        {
            Round = Get<string>(members, "round") ?? throw new HyperException($"The study attribute {RoundOrder.AttributeKey} must hold a round's order, but it reads {json}. Run the phase again."),
            Trials = Whole(members, "trials", 0),
            Offset = Whole(members, "offset", 0),
            Sampler = Get<string>(members, "sampler") ?? defaults.Sampler,
            Pruner = Get<string>(members, "pruner") ?? defaults.Pruner,
            Seed = Get<long?>(members, "seed") ?? defaults.Seed,
            TrainingSeed = Get<long?>(members, "training_seed") ?? defaults.TrainingSeed,
            Epochs = Whole(members, "epochs", defaults.Epochs),
            Focus = Focus(Get<IReadOnlyDictionary<string, object?>>(members, "focus")),
            Planned = Whole(members, "planned", 0),
            Warmup = WarmupJson.Read(Get<IReadOnlyDictionary<string, object?>>(members, "warmup")),
            Ranks = Ranks(Get<IReadOnlyDictionary<string, object?>>(members, "ranks")),
            Fuse = Get<string>(members, "fuse") ?? defaults.Fuse,
            Slots = Whole(members, "slots", defaults.Slots),
            Closed = Get<bool?>(members, "closed") ?? false,
        };
    }

    private static T? Get<T>(IReadOnlyDictionary<string, object?> members, string key) => members.GetValueOrDefault(key) is T value ? value : default;

    private static int Whole(IReadOnlyDictionary<string, object?> members, string key, int other) => (int)(Get<long?>(members, key) ?? other);

    private static EarlierRanks Ranks(IReadOnlyDictionary<string, object?>? members) => members is null ? EarlierRanks.None : new EarlierRanks(members
        .ToImmutableSortedDictionary(m => int.Parse(m.Key, CultureInfo.InvariantCulture), m => Convert.ToDouble(m.Value, CultureInfo.InvariantCulture)));

    private static ImmutableDictionary<string, FocusRange> Focus(IReadOnlyDictionary<string, object?>? members) =>
        (members ?? ImmutableDictionary<string, object?>.Empty).ToImmutableDictionary(m => m.Key, m => Range(m.Value), StringComparer.Ordinal);

    private static FocusRange Range(object? ends) => ends is IReadOnlyList<object?> { Count: 2 } two
        ? new FocusRange(Convert.ToDouble(two[0], CultureInfo.InvariantCulture), Convert.ToDouble(two[1], CultureInfo.InvariantCulture))
        : throw new HyperException("A focus range must be two numbers. Run the phase again.");
}
