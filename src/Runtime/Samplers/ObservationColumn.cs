using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers;

/// <summary>What finished trials used for one parameter; NaN where a trial does not have it.</summary>
internal sealed class ObservationColumn(Distribution sample)
{
    private readonly bool _log = sample is FloatDistribution { Log: true } or IntDistribution { Log: true };

    public List<double> Values { get; } = [];

    /// <summary>Gets the same on the parameter's line: logarithms on a log scale.</summary>
    public List<double> Lines { get; } = [];

    /// <summary>Gets the positions that have a value, by their place on the line.</summary>
    public List<int> Sorted { get; } = [];

    /// <summary>Gets the number of complete and pruned trials that have the parameter.</summary>
    public int Usable { get; private set; }

    /// <summary>Gets a hash of which complete and pruned trials have the parameter: equal for parameters that occur together.</summary>
    public ulong Presence { get; private set; }

    /// <summary>Tells whether a distribution holds every value.</summary>
    public bool AllInside(Distribution distribution) =>
        Sorted.Count == 0 || (distribution.Contains(Values[Sorted[0]]) && distribution.Contains(Values[Sorted[^1]]));

    public bool Accepts(Distribution distribution) => sample.IsCompatibleWith(distribution);

    public void Add(double value, bool usable)
    {
        if (usable)
        {
            Usable++;
            Presence = StableHash.Combine(Presence, (ulong)Values.Count);
        }

        Values.Add(value);
        Lines.Add(_log ? Math.Log(value) : value);
        var (low, high) = (0, Sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Lines[Sorted[middle]] <= Lines[^1] ? (middle + 1, high) : (low, middle);
        }

        Sorted.Insert(low, Values.Count - 1);
    }

    public void PadTo(int count)
    {
        while (Values.Count < count)
        {
            Values.Add(double.NaN);
            Lines.Add(double.NaN);
        }
    }
}
