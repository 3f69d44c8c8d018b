using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers;

/// <summary>One parameter as a sampler sees it: where it looks, what is fixed, and when the parameter exists.</summary>
internal sealed class Axis
{
    private readonly int[] _parentChoices;
    private double[]? _levels;

    public Axis(SpaceParameter parameter, int parent, FocusRange? focus, double? fixedValue)
    {
        (Parameter, Parent, Fixed, Key) = (parameter, parent, fixedValue, StableHash.Of(parameter.Name));
        _parentChoices = parameter.Condition is { } c ? [.. c.Choices] : [];
        if (parameter.Distribution is CategoricalDistribution categorical)
        {
            (Choices, Count) = (categorical.Choices.Count, categorical.Choices.Count);
            return;
        }

        Full = NumericScale.Of(parameter.Distribution);
        Scale = focus is { } f ? Full.Within(f.Low, f.High) : Full;
        Count = Scale.Step > 0 && Scale.Length > 0 ? CountSteps() : parameter.Distribution.IsSingle || Scale.Length <= 0 ? 1 : null;
    }

    public SpaceParameter Parameter { get; }

    public string Name => Parameter.Name;

    /// <summary>Gets the key of the parameter's own randomness.</summary>
    public ulong Key { get; }

    /// <summary>Gets the index of the parameter that this one depends on; -1 for none.</summary>
    public int Parent { get; }

    /// <summary>Gets the value that is given already, or null.</summary>
    public double? Fixed { get; }

    /// <summary>Gets the number of choices; 0 for a numeric parameter.</summary>
    public int Choices { get; }

    public bool IsCategorical => Choices > 0;

    /// <summary>Gets the number of values where the sampler looks; null where they are not countable.</summary>
    public long? Count { get; private set; }

    /// <summary>Gets the scale of the whole range; null for a categorical parameter.</summary>
    public NumericScale? Full { get; }

    /// <summary>Gets the scale of the part where the sampler looks; null for a categorical parameter.</summary>
    public NumericScale? Scale { get; }

    /// <summary>Gets a value indicating whether there is something to choose.</summary>
    public bool IsFree => Fixed is null && Count != 1;

    /// <summary>Leaves only some values.</summary>
    public Axis Only(double[]? levels)
    {
        if (levels is not null && Fixed is null)
        {
            (_levels, Count) = (levels, levels.Length);
        }

        return this;
    }

    public bool IsActive(double[] values) =>
        Parent < 0 || (!double.IsNaN(values[Parent]) && Array.IndexOf(_parentChoices, (int)values[Parent]) >= 0);

    public bool IsActiveFor(int parentChoice) => Array.IndexOf(_parentChoices, parentChoice) >= 0;

    /// <summary>The internal value at a place in [0, 1): equal shares for choices and grid values.</summary>
    public double At(double unit)
    {
        if (Fixed is { } known)
        {
            return known;
        }

        return _levels is not null ? _levels[(int)(unit * _levels.Length)] : Scale is null ? Math.Min((int)(unit * Choices), Choices - 1) : Scale.FromUnit(unit);
    }

    /// <summary>The n-th value of a countable axis.</summary>
    public double ValueAt(long n)
    {
        if (Fixed is { } known)
        {
            return known;
        }

        return _levels is not null ? _levels[n] : Scale is null ? n : Scale.FromLine(Scale.ToLine(Lowest + (n * Scale.Step)));
    }

    /// <summary>The inverse of <see cref="ValueAt"/>; -1 for a value outside.</summary>
    public long OrdinalOf(double value)
    {
        if (Fixed is { } known)
        {
            return known == value ? 0 : -1;
        }

        if (_levels is not null)
        {
            return Array.FindIndex(_levels, l => Math.Abs(l - value) <= 1e-9 * Math.Abs(l));
        }

        if (Scale is null)
        {
            return value >= 0 && value < Choices ? (long)value : -1;
        }

        var ordinal = Scale.Step > 0 ? (long)Math.Round((value - Lowest) / Scale.Step) : value == Lowest ? 0 : -1;
        return ordinal >= 0 && ordinal < Count ? ordinal : -1;
    }

    private double Lowest => Scale!.FromLine(double.NegativeInfinity);

    private long? CountSteps() =>
        (Scale!.FromLine(double.PositiveInfinity) - Lowest) / Scale.Step is var steps && steps < 1L << 53 ? (long)Math.Round(steps) + 1 : null;
}
