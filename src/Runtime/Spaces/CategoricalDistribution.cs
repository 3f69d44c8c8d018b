using System.Globalization;

namespace HyperScaffold.Spaces;

/// <summary>One of a list of choices without order: null, bool, long, double or string, as in Optuna.</summary>
public sealed record CategoricalDistribution : Distribution
{
    /// <summary>Initializes a new instance of the <see cref="CategoricalDistribution"/> class.</summary>
    /// <param name="choices">At least one choice; int and float values become long and double.</param>
    /// <exception cref="HyperException">There is no choice, one has another type, or one stands twice.</exception>
    public CategoricalDistribution(params IReadOnlyList<object?> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Count == 0)
        {
            throw new HyperException("A categorical parameter must have at least one choice. Write choices: [a, b].");
        }

        Choices = [.. choices.Select(Normalize)];
        var repeated = Choices.Where((c, i) => i != Choices.ToList().FindIndex(o => SameChoice(o, c))).ToList();
        if (repeated.Count > 0)
        {
            throw new HyperException($"A choice may stand only once, but {repeated[0] ?? "null"} stands twice.");
        }
    }

    /// <summary>Gets the choices, in their order: the internal value is the index.</summary>
    public IReadOnlyList<object?> Choices { get; }

    /// <inheritdoc/>
    public override bool IsSingle => Choices.Count == 1;

    /// <inheritdoc/>
    public override long? Count => Choices.Count;

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= 0 && value < Choices.Count && value == Math.Floor(value);

    /// <inheritdoc/>
    public override object? ToExternal(double value) => Choices[(int)value];

    /// <inheritdoc/>
    public override double ToInternal(object? value)
    {
        var wanted = Normalize(value);
        for (var i = 0; i < Choices.Count; i++)
        {
            if (SameChoice(Choices[i], wanted))
            {
                return i;
            }
        }

        var known = string.Join(", ", Choices.Select(c => Convert.ToString(c ?? "null", CultureInfo.InvariantCulture)));
        throw new HyperException($"The value must be one of the choices {known}, but got {value ?? "null"}.");
    }

    /// <inheritdoc/>
    public override bool IsCompatibleWith(Distribution other) => Equals(other);

    /// <inheritdoc/>
    public bool Equals(CategoricalDistribution? other) => other is not null && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => Choices.Aggregate(17, HashCode.Combine);

    private static object? Normalize(object? value) => value switch
    {
        null or bool or string or long or double => value,
        int or short or byte or sbyte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float f => (double)f,
        Enum e => e.ToString(),
        _ => throw new HyperException($"A choice must be null, a bool, a number or a text, but got {value.GetType().Name}."),
    };

    // 1 and 1.0 are one choice, as in Python; true and 1 are two
    private static bool SameChoice(object? left, object? right) =>
        Equals(left, right) || (left is long or double && right is long or double
            && Convert.ToDouble(left, CultureInfo.InvariantCulture) == Convert.ToDouble(right, CultureInfo.InvariantCulture));
}
