namespace HyperScaffold.Pruners;

/// <summary>What <see cref="AutoPruner"/> knows of a search before it begins.</summary>
public sealed record AutoOptions
{
    /// <summary>Gets the longest a trial trains, in steps, at least 1; null takes the longest complete trial's.</summary>
    /// <value>The default is null.</value>
    public int? Epochs { get; init; }

    /// <summary>Gets how many trials the search will have, at least 1: the more there are, the more of them serve as references.</summary>
    /// <value>The default is 20.</value>
    public int Trials { get; init; } = 20;

    /// <summary>Gets the steps that every trial warms up, at least 0; null for a twentieth of the epochs.</summary>
    /// <value>The default is null.</value>
    public int? WarmupSteps { get; init; }

    /// <summary>Gets the warm-up that follows from a trial's own values.</summary>
    internal TrialWarmup Warmup { get; init; } = TrialWarmup.None;

    /// <summary>Gets what an earlier search of the same training showed.</summary>
    internal EarlierRanks Earlier { get; init; } = EarlierRanks.None;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">At least one setting breaks its rule; the message names them all.</exception>
    public void Validate()
    {
        var problems = new List<Problem>();
        Rules.AtLeast(problems, nameof(Epochs), Epochs ?? 1, 1);
        Rules.AtLeast(problems, nameof(Trials), Trials, 1);
        Rules.AtLeast(problems, nameof(WarmupSteps), WarmupSteps ?? 0, 0);
        HyperException.ThrowIfAny(nameof(AutoOptions), problems);
    }
}
