namespace HyperScaffold.Phases;

/// <summary>
/// How a phase's search trials are shared among its rounds: half to explore (the baseline is one of them), the rest to
/// refine; a widening takes from refine and leaves it at least 5.
/// </summary>
internal sealed record RoundQuota
{
    private const int FewestRefine = 5;

    private RoundQuota(int total, int explore, int reserve) => (Total, Explore, Reserve) = (total, explore, reserve);

    /// <summary>Gets the search trials of the whole phase.</summary>
    public int Total { get; }

    /// <summary>Gets the trials of the explore round.</summary>
    public int Explore { get; }

    /// <summary>Gets the trials that widenings may take, all together.</summary>
    public int Reserve { get; }

    /// <summary>Shares a phase's trials.</summary>
    /// <param name="trials">The search trials, at least 1.</param>
    /// <param name="settings">A grid explores only; without a refine round widenings may take all of the second half.</param>
    public static RoundQuota Of(int trials, SearchSettings settings)
    {
        if (settings.Sampler == "grid")
        {
            return new RoundQuota(trials, trials, 0);
        }

        var explore = (trials + 1) / 2;
        var rest = trials - explore;
        return new RoundQuota(trials, explore, settings.Refine ? Math.Max(0, rest - FewestRefine) : rest);
    }

    /// <summary>How many trials the n-th widening gets: an even share of what is left for those that may follow.</summary>
    /// <param name="times">Which widening, from 1.</param>
    public int Widen(int times)
    {
        if (times > RoundNames.MostWidenings)
        {
            return 0;
        }

        var left = Reserve;
        for (var earlier = 1; earlier < times; earlier++)
        {
            left -= Share(left, earlier);
        }

        return Share(left, times);
    }

    /// <summary>How many search trials the study has when the n-th widening is over.</summary>
    /// <param name="times">Which widening; 0 means the explore round.</param>
    public int After(int times) => Explore + Enumerable.Range(1, times).Sum(Widen);

    private static int Share(int left, int times)
    {
        var shares = RoundNames.MostWidenings - times + 1;
        return (left + shares - 1) / shares;
    }
}
