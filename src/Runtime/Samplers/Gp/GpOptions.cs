using System.Globalization;

namespace HyperScaffold.Samplers.Gp;

/// <summary>How <see cref="GpSampler"/> models and chooses.</summary>
public sealed record GpOptions
{
    /// <summary>Gets the number of complete or pruned trials before the model is used, at least 2; those before are spread evenly.</summary>
    /// <value>The default is 10.</value>
    public int StartupTrials { get; init; } = 10;

    /// <summary>Gets the number of quasi-random points at which the acquisition is compared first, at least 1. From 50 trials on it shrinks, so that an ask stays fast.</summary>
    /// <value>The default is 2,048.</value>
    public int Candidates { get; init; } = 2048;

    /// <summary>Gets the number of points from which the acquisition is climbed, at least 1.</summary>
    /// <value>The default is 8.</value>
    public int Climbs { get; init; } = 8;

    /// <summary>Gets the number of outcomes that are imagined for the running trials, at least 1.</summary>
    /// <value>The default is 32.</value>
    public int Fantasies { get; init; } = 32;

    /// <summary>Gets the most trials that the model uses, at least 10: the best half and the newest half of them.</summary>
    /// <value>The default is 300; the time of an ask grows with the third power.</value>
    public int TrialLimit { get; init; } = 300;

    /// <summary>Gets a value indicating whether failed and diverged trials make their surroundings less attractive.</summary>
    /// <value>The default is true.</value>
    public bool LearnFromFailures { get; init; } = true;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">At least one setting breaks its rule; the message names them all.</exception>
    public void Validate()
    {
        (string Name, int Got, int Least, int Usual)[] settings =
        [
            (nameof(StartupTrials), StartupTrials, 2, 10),
            (nameof(Candidates), Candidates, 1, 2048),
            (nameof(Climbs), Climbs, 1, 8),
            (nameof(Fantasies), Fantasies, 1, 32),
            (nameof(TrialLimit), TrialLimit, 10, 300),
        ];
        HyperException.ThrowIfAny(nameof(GpOptions), [.. settings.Where(s => s.Got < s.Least)
            .Select(s => new Problem(s.Name, Text(s.Got), $"must be at least {Text(s.Least)}", $"Write {Text(s.Usual)}"))]);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
