using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>
/// The parameters that a running trial suggested so far. An objective asks the same each time, so nothing is checked
/// or made anew where an earlier trial of the study went the same way.
/// </summary>
/// <param name="scope">Where values come from.</param>
/// <param name="number">The trial's number.</param>
internal sealed class TrialValues(TrialScope scope, int number)
{
    private ParameterLayout _layout = scope.Root;
    private double[] _values = new double[scope.Root.Expected];

    /// <summary>Gets the number of parameters.</summary>
    public int Count => Volatile.Read(ref _layout).Count;

    /// <summary>Gets the parameters so far, for any thread.</summary>
    public TrialParameters Taken
    {
        get
        {
            // the layout first: the values that it counts are there already, and never change
            var layout = Volatile.Read(ref _layout);
            return layout.Count == 0 ? TrialParameters.None : new TrialParameters(layout, Volatile.Read(ref _values));
        }
    }

    /// <summary>Suggests a real number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The step, or null.</param>
    /// <returns>The internal value.</returns>
    public double Float(string name, double low, double high, bool log, double? step)
    {
        foreach (var known in _layout.Longer)
        {
            if (known.LastName == name && known.Last is FloatDistribution f && f.Low == low && f.Log == log && f.Step == step && known.Asked is double asked && asked == high)
            {
                return Take(known);
            }
        }

        return Suggest(name, new FloatDistribution(low, high, log, step), high);
    }

    /// <summary>Suggests a whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The step.</param>
    /// <returns>The internal value.</returns>
    public double Int(string name, int low, int high, bool log, int step)
    {
        foreach (var known in _layout.Longer)
        {
            if (known.LastName == name && known.Last is IntDistribution i && i.Low == low && i.Log == log && i.Step == step && known.Asked is int asked && asked == high)
            {
                return Take(known);
            }
        }

        return Suggest(name, new IntDistribution(low, high, log, step), high);
    }

    /// <summary>Suggests one of several choices.</summary>
    /// <typeparam name="T">The choices' type.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="choices">The choices.</param>
    /// <returns>The index of the choice.</returns>
    public int Choice<T>(string name, IReadOnlyList<T> choices)
    {
        foreach (var known in _layout.Longer)
        {
            if (known.LastName == name && known.Asked is T[] asked && Same(asked, choices))
            {
                return (int)Take(known);
            }
        }

        return (int)Suggest(name, new CategoricalDistribution([.. choices.Select(c => (object?)c)]), choices.ToArray());
    }

    /// <summary>Suggests a parameter of any kind.</summary>
    /// <param name="name">The name.</param>
    /// <param name="distribution">What it may be.</param>
    /// <returns>The internal value.</returns>
    public double Any(string name, Distribution distribution)
    {
        foreach (var known in _layout.Longer)
        {
            if (known.LastName == name && known.Last.Equals(distribution))
            {
                return Take(known);
            }
        }

        return Suggest(name, distribution, distribution);
    }

    /// <summary>Takes over what an earlier process suggested.</summary>
    /// <param name="known">The parameters by name.</param>
    public void Restore(IEnumerable<KeyValuePair<string, ParameterValue>> known)
    {
        foreach (var (name, value) in known)
        {
            Put(scope.Lengthen(_layout, name, value.Distribution, value.Distribution), value.Internal);
        }
    }

    private static bool Same<T>(T[] known, IReadOnlyList<T> choices)
    {
        if (known.Length != choices.Count)
        {
            return false;
        }

        for (var i = 0; i < known.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(known[i], choices[i]))
            {
                return false;
            }
        }

        return true;
    }

    private double Suggest(string name, Distribution distribution, object asked)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var index = _layout.IndexOf(name);
        if (index < 0)
        {
            return Take(scope.Lengthen(_layout, name, distribution, asked));
        }

        return _layout.DistributionAt(index).IsCompatibleWith(distribution)
            ? _values[index]
            : throw new HyperException($"A trial suggests a name once, but '{name}' was {DistributionJson.Write(_layout.DistributionAt(index))} and now is {DistributionJson.Write(distribution)}. Rename one.");
    }

    private double Take(ParameterLayout next)
    {
        scope.RequireHeld();
        var value = scope.Choose(number, next);
        Put(next, value);
        scope.FlushSoon();
        return value;
    }

    private void Put(ParameterLayout next, double value)
    {
        if (_values.Length < next.Count)
        {
            var longer = new double[Math.Max(4, 2 * _layout.Count)];
            _values.AsSpan(0, _layout.Count).CopyTo(longer);
            Volatile.Write(ref _values, longer);
        }

        _values[next.Count - 1] = value;
        Volatile.Write(ref _layout, next);
        scope.Root.Expected = Math.Max(scope.Root.Expected, next.Count);
    }
}
