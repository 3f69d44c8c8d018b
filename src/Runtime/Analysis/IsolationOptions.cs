using System.Globalization;

namespace HyperScaffold.Analysis;

/// <summary>How isolation data are made. Immutable.</summary>
public sealed record IsolationOptions
{
    /// <summary>Gets the number of buckets of a numeric parameter, at least 1; a categorical one has a bucket a choice.</summary>
    /// <value>The default is 10.</value>
    public int Buckets { get; init; } = 10;

    /// <summary>Gets the standard deviation of a value between training seeds, at least 0, in units of the metric.</summary>
    /// <value>The default is 0: no noise is known.</value>
    public double Noise { get; init; }

    /// <summary>Gets how many noises wide the band below the best is, at least 0.</summary>
    /// <value>The default is 2, as for the other judgements of a phase.</value>
    public double BandWidth { get; init; } = 2;

    /// <summary>Lists every broken rule.</summary>
    /// <returns>The problems; empty where the options can be used.</returns>
    public IReadOnlyList<Problem> Validate()
    {
        var problems = new List<Problem>();
        if (Buckets < 1)
        {
            problems.Add(new Problem(nameof(Buckets), Buckets.ToString(CultureInfo.InvariantCulture), "`Buckets >= 1` must hold", "Use 10"));
        }

        if (!(Noise >= 0 && double.IsFinite(Noise)))
        {
            problems.Add(new Problem(nameof(Noise), PythonText.Float(Noise), "`Noise >= 0` must hold", "Use 0 where no noise is known"));
        }

        if (!(BandWidth >= 0 && double.IsFinite(BandWidth)))
        {
            problems.Add(new Problem(nameof(BandWidth), PythonText.Float(BandWidth), "`BandWidth >= 0` must hold", "Use 2"));
        }

        return problems;
    }
}
