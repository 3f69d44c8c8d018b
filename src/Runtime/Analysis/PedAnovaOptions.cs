using System.Globalization;

namespace HyperScaffold.Analysis;

/// <summary>What PED-ANOVA compares. Immutable.</summary>
public sealed record PedAnovaOptions
{
    /// <summary>Gets the part of the trials that counts as best (gamma' of the paper), above 0 and below <see cref="RegionQuantile"/>.</summary>
    /// <value>The default is 0.1; at least two trials are always taken.</value>
    public double TargetQuantile { get; init; } = 0.1;

    /// <summary>Gets the part of the trials they are compared with (gamma of the paper), at most 1.</summary>
    /// <value>The default is 1: all of them.</value>
    public double RegionQuantile { get; init; } = 1.0;

    /// <summary>
    /// Gets a value indicating whether the best are compared with where the study looked; otherwise with the whole space,
    /// evenly.
    /// </summary>
    /// <value>The default is true.</value>
    public bool Local { get; init; } = true;

    /// <summary>Gets the number of cells into which a numeric range is divided, at least 2; ranges with fewer values have fewer.</summary>
    /// <value>The default is 50.</value>
    public int Cells { get; init; } = 50;

    /// <summary>Lists every broken rule.</summary>
    /// <returns>The problems; empty where the options can be used.</returns>
    public IReadOnlyList<Problem> Validate()
    {
        var problems = new List<Problem>();
        if (!(TargetQuantile > 0 && TargetQuantile < RegionQuantile && RegionQuantile <= 1))
        {
            var got = $"{PythonText.Float(TargetQuantile)}, {PythonText.Float(RegionQuantile)}";
            problems.Add(new Problem("TargetQuantile, RegionQuantile", got, "`0 < TargetQuantile < RegionQuantile <= 1` must hold", "Use 0.1 and 1"));
        }

        if (Cells < 2)
        {
            problems.Add(new Problem(nameof(Cells), Cells.ToString(CultureInfo.InvariantCulture), "`Cells >= 2` must hold", "Use 50"));
        }

        return problems;
    }
}
