using System.Collections.Immutable;
using HyperScaffold.Spaces;

namespace HyperScaffold.Trials;

/// <summary>
/// Names and distributions of a trial's parameters in the order in which they were suggested. Trials that suggest the
/// same share one layout: each remembers the layouts that are one parameter longer.
/// </summary>
internal sealed class ParameterLayout
{
    // an objective with more branches than this at one place makes new layouts, which only costs time
    private const int MostKnown = 8;
    private readonly string[] _names;
    private readonly Distribution[] _distributions;
    private volatile ParameterLayout[] _longer = [];

    private ParameterLayout(string[] names, Distribution[] distributions) => (_names, _distributions) = (names, distributions);

    /// <summary>Gets the number of parameters.</summary>
    public int Count => _names.Length;

    /// <summary>Gets or sets how many parameters trials have that begin here; a guess that only saves growing.</summary>
    public int Expected { get; set; }

    /// <summary>Gets the name of the last parameter.</summary>
    public string LastName => _names[^1];

    /// <summary>Gets the distribution of the last parameter.</summary>
    public Distribution Last => _distributions[^1];

    /// <summary>Gets what the last parameter was asked for with, where that says more than its distribution: choices with their type.</summary>
    public object? Asked { get; private init; }

    /// <summary>Gets the layouts known that are one parameter longer.</summary>
    public ReadOnlySpan<ParameterLayout> Longer => _longer;

    /// <summary>A layout without parameters, from which longer ones grow.</summary>
    public static ParameterLayout Root() => new([], []);

    /// <summary>The layout of parameters by name.</summary>
    public static ParameterLayout Of(ImmutableDictionary<string, ParameterValue> parameters)
    {
        string[] names = [.. parameters.Keys];
        return new ParameterLayout(names, Array.ConvertAll(names, n => parameters[n].Distribution));
    }

    public string NameAt(int index) => _names[index];

    public Distribution DistributionAt(int index) => _distributions[index];

    /// <summary>The position of a parameter; -1 where it is missing.</summary>
    /// <param name="name">The name.</param>
    /// <param name="likely">Where it probably is.</param>
    public int IndexOf(string name, int likely = 0)
    {
        if (likely < _names.Length && string.Equals(_names[likely], name, StringComparison.Ordinal))
        {
            return likely;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The layout that is one parameter longer.</summary>
    public ParameterLayout With(string name, Distribution distribution, object? asked = null)
    {
        var longer = new ParameterLayout([.. _names, name], [.. _distributions, distribution]) { Asked = asked };
        var known = _longer;
        _longer = [longer, .. known.AsSpan(0, Math.Min(known.Length, MostKnown - 1))];
        return longer;
    }
}
