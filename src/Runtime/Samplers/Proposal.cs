using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>What a sampler proposes for one trial.</summary>
public sealed record Proposal
{
    private static readonly ImmutableDictionary<string, double> NoValues = ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);
    private static readonly ImmutableDictionary<string, string> NoAttributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
    private readonly Axis[] _axes = [];
    private readonly double[] _point = [];
    private ImmutableDictionary<string, double>? _values;

    /// <summary>Initializes a new instance of the <see cref="Proposal"/> class without values.</summary>
    public Proposal()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="Proposal"/> class.</summary>
    /// <param name="axes">The parameters.</param>
    /// <param name="point">An internal value for each, NaN where it does not exist.</param>
    internal Proposal(Axis[] axes, double[] point) => (_axes, _point) = (axes, point);

    /// <summary>Gets the internal values of every active parameter by name; fixed ones included.</summary>
    public ImmutableDictionary<string, double> Values
    {
        get => _values ??= Build();
        init => _values = value;
    }

    /// <summary>Gets system attributes to store with the trial: JSON text by key.</summary>
    public ImmutableDictionary<string, string> SystemAttributes { get; init; } = NoAttributes;

    /// <summary>Gets a value indicating whether nothing is left to try, so that the study stops asking (a grid at its end).</summary>
    public bool IsExhausted { get; init; }

    /// <summary>Gets the proposal that nothing is left to try.</summary>
    public static Proposal Exhausted { get; } = new() { IsExhausted = true };

    /// <summary>Gets the proposal that leaves everything open.</summary>
    internal static Proposal Nothing { get; } = new();

    /// <summary>Gets how many points are left with this one, where that is certain.</summary>
    internal long? Left { get; init; }

    /// <summary>The values as the parameters of a trial that will have them.</summary>
    /// <returns>The parameters.</returns>
    internal TrialParameters ToParameters()
    {
        var layout = ParameterLayout.Root();
        var values = new List<double>();
        for (var i = 0; i < _axes.Length; i++)
        {
            if (!double.IsNaN(_point[i]))
            {
                layout = layout.With(_axes[i].Name, _axes[i].Parameter.Distribution);
                values.Add(_point[i]);
            }
        }

        return values.Count == 0 ? TrialParameters.None : new TrialParameters(layout, [.. values]);
    }

    /// <summary>Gets the value of a parameter, where there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="likely">Where it probably stands.</param>
    /// <param name="value">Its internal value.</param>
    /// <returns>True where there is one.</returns>
    internal bool TryGet(string name, int likely, out double value)
    {
        if (_values is { } known)
        {
            return known.TryGetValue(name, out value);
        }

        var at = likely < _axes.Length && _axes[likely].Name == name ? likely : Array.FindIndex(_axes, a => a.Name == name);
        value = at < 0 ? double.NaN : _point[at];
        return !double.IsNaN(value);
    }

    private ImmutableDictionary<string, double> Build()
    {
        var values = NoValues.ToBuilder();
        for (var i = 0; i < _axes.Length; i++)
        {
            if (!double.IsNaN(_point[i]))
            {
                values[_axes[i].Name] = _point[i];
            }
        }

        return values.ToImmutable();
    }
}
