namespace HyperScaffold.Analysis;

/// <summary>One bucket of a parameter: what the study saw there.</summary>
public sealed record IsolationBucket
{
    /// <summary>Gets the lower end, internal; the index of the choice for a categorical parameter.</summary>
    public double Low { get; init; }

    /// <summary>Gets the upper end, internal; the index of the choice for a categorical parameter.</summary>
    public double High { get; init; }

    /// <summary>Gets the number of complete trials.</summary>
    public int Complete { get; init; }

    /// <summary>Gets the number of pruned trials.</summary>
    public int Pruned { get; init; }

    /// <summary>Gets the number of failed and diverged trials.</summary>
    public int Failed { get; init; }

    /// <summary>Gets the best value of the complete trials; null where there is none.</summary>
    public double? Best { get; init; }

    /// <summary>Gets the number of the trial that is best; null where there is none.</summary>
    public int? BestNumber { get; init; }

    /// <summary>Gets a value indicating whether its best cannot be told from the best of all: it lies inside the noise band.</summary>
    public bool IsInBand { get; init; }
}
