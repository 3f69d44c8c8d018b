using System.Collections.Immutable;

namespace HyperScaffold.Trials;

/// <summary>A trial's parameters: a layout that trials share, and values of its own. Immutable; either form is made from the other when it is first asked for.</summary>
internal sealed class TrialParameters
{
    private static readonly ImmutableDictionary<string, ParameterValue> NoValues = ImmutableDictionary.Create<string, ParameterValue>(StringComparer.Ordinal);
    private ImmutableDictionary<string, ParameterValue>? _byName;
    private ParameterLayout? _layout;
    private double[] _values = [];

    /// <summary>Initializes a new instance of the <see cref="TrialParameters"/> class.</summary>
    /// <param name="byName">The parameters by name.</param>
    public TrialParameters(ImmutableDictionary<string, ParameterValue> byName)
    {
        ArgumentNullException.ThrowIfNull(byName);
        _byName = byName;
    }

    /// <summary>Initializes a new instance of the <see cref="TrialParameters"/> class.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="values">Internal values, one for each parameter at least; those never change.</param>
    public TrialParameters(ParameterLayout layout, double[] values) => (_layout, _values) = (layout, values);

    /// <summary>Gets the parameters of a trial that has none.</summary>
    public static TrialParameters None { get; } = new(NoValues);

    /// <summary>Gets the parameters by name.</summary>
    public ImmutableDictionary<string, ParameterValue> ByName => _byName ??= Build();

    /// <summary>Gets the layout.</summary>
    public ParameterLayout Layout => Volatile.Read(ref _layout) ?? Lay();

    public int Count => _layout?.Count ?? _byName!.Count;

    /// <summary>The internal value at a position of the layout.</summary>
    public double ValueAt(int index) => _values[index];

    private ImmutableDictionary<string, ParameterValue> Build()
    {
        var builder = NoValues.ToBuilder();
        for (var i = 0; i < _layout!.Count; i++)
        {
            builder[_layout.NameAt(i)] = new ParameterValue(_layout.DistributionAt(i), _values[i]);
        }

        return builder.ToImmutable();
    }

    // the values come first: who sees the layout sees them too
    private ParameterLayout Lay()
    {
        var layout = ParameterLayout.Of(_byName!);
        var values = new double[layout.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _byName![layout.NameAt(i)].Internal;
        }

        _values = values;
        Volatile.Write(ref _layout, layout);
        return layout;
    }
}
