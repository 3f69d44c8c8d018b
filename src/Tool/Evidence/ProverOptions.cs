using System.Globalization;

namespace HyperScaffold.Tool.Evidence;

/// <summary>How far an experiment goes.</summary>
internal sealed record ProverOptions
{
    /// <summary>Gets how many seeds each arm has, at least 2.</summary>
    /// <value>The default is 5.</value>
    public int Seeds { get; init; } = 5;

    /// <summary>Gets with how many fresh seeds each winner is retrained, at least 1.</summary>
    /// <value>The default is 3.</value>
    public int Retrains { get; init; } = 3;

    /// <summary>Gets a value indicating whether searches have fewer trials.</summary>
    public bool Quick { get; init; }

    /// <summary>Lists what is wrong with the options.</summary>
    /// <returns>The problems; none where they can be used.</returns>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        if (Seeds is < 2 or > 90)
        {
            problems.Add(new Problem("--seeds", Seeds.ToString(CultureInfo.InvariantCulture), "an interval needs 2 to 90 seeds", "Leave it out for 5"));
        }

        if (Retrains is < 1 or > 90)
        {
            problems.Add(new Problem("--retrains", Retrains.ToString(CultureInfo.InvariantCulture), "a winner is retrained with 1 to 90 seeds", "Leave it out for 3"));
        }

        return problems;
    }
}
