namespace HyperScaffold.Pruners;

/// <summary>When <see cref="PercentilePruner"/> ends a trial.</summary>
public sealed record PercentileOptions
{
    /// <summary>Gets the share of trials that may go on, in percent, from 0 to 100.</summary>
    /// <value>The default is 50: the median.</value>
    public double Percentile { get; init; } = 50;

    /// <summary>Gets the number of complete trials before any trial is ended, at least 0.</summary>
    /// <value>The default is 5.</value>
    public int StartupTrials { get; init; } = 5;

    /// <summary>Gets the first step at which a trial may end, at least 0.</summary>
    /// <value>The default is 0.</value>
    public int WarmupSteps { get; init; }

    /// <summary>Gets how many steps lie between two judgements, at least 1.</summary>
    /// <value>The default is 1.</value>
    public int IntervalSteps { get; init; } = 1;

    /// <summary>Gets how many complete trials must have reported at the same step, at least 1.</summary>
    /// <value>The default is 1.</value>
    public int MinTrials { get; init; } = 1;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">At least one setting breaks its rule; the message names them all.</exception>
    public void Validate()
    {
        var problems = new List<Problem>();
        Rules.Require(problems, Percentile is >= 0 and <= 100, nameof(Percentile), Percentile, ("must lie between 0 and 100", "Write 50 for the median"));
        Rules.AtLeast(problems, nameof(StartupTrials), StartupTrials, 0);
        Rules.AtLeast(problems, nameof(WarmupSteps), WarmupSteps, 0);
        Rules.AtLeast(problems, nameof(IntervalSteps), IntervalSteps, 1);
        Rules.AtLeast(problems, nameof(MinTrials), MinTrials, 1);
        HyperException.ThrowIfAny(nameof(PercentileOptions), problems);
    }
}
