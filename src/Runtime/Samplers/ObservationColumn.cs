using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers;

/// <summary>What finished trials used for one parameter; NaN where a trial does not have it.</summary>
internal sealed class ObservationColumn(Distribution sample)
{
    private readonly bool _log = sample is FloatDistribution { Log: true } or IntDistribution { Log: true };

    public List<double> Values { get; } = [];

    /// <summary>Gets the same on the parameter's line: logarithms on a log scale.</summary>
    public List<double> Lines { get; } = [];

    public bool Accepts(Distribution distribution) => sample.IsCompatibleWith(distribution);

    public void Add(double value)
    {
        Values.Add(value);
        Lines.Add(_log ? Math.Log(value) : value);
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
