using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// Ends trials as far as this search's own curves allow. The first trials (an eighth of them, 3 to 12) train to the end;
/// from then on, at each step, the smallest share of all trials goes on (a half, a quarter, an eighth) whose choice by the
/// ranks at that step would end the best trial with a probability of at most 10 %, and all where no share is that safe or
/// less than 5 % of the epochs would be saved; but each step lets at least half of what the step before let go on. A share
/// that ends between two trials ends between their values. Where an earlier phase of the plan showed how well ranks predict,
/// half as many train to the end first. A trial is never judged while it warms up, and trials that still warm up
/// at a step are not what another one is compared with there.
/// </summary>
public sealed class AutoPruner : IPruner
{
    private readonly AutoOptions _options;

    /// <summary>Initializes a new instance of the <see cref="AutoPruner"/> class.</summary>
    /// <param name="options">What is known of the search; null for the defaults.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public AutoPruner(AutoOptions? options = null)
    {
        _options = options ?? new AutoOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Trial.LastReport is not { } report)
        {
            return PruneDecision.Continue;
        }

        var curves = LearningCurves.Of(request.History);
        var share = curves.Choose(_options).ShareAt(report.Step);
        if (share >= 1)
        {
            return PruneDecision.Continue;
        }

        var epochs = PruneChoice.EpochsOf(_options, curves.References());
        return report.Step >= epochs || report.Step <= PruneChoice.WarmupOf(_options, epochs, request.Trial)
            ? PruneDecision.Continue
            : Judge(request, share, curves, epochs);
    }

    /// <summary>What this pruner would do with the finished trials of a study, and why.</summary>
    /// <param name="history">The study's trials.</param>
    internal PruneChoice Choose(TrialHistory history) => LearningCurves.Of(history).Choose(_options);

    /// <summary>How many trials may begin at once: while references are missing, more than those could not be ended early.</summary>
    /// <param name="history">The study's trials; those that run are taken for references.</param>
    /// <returns>At least 1.</returns>
    internal int MostAtOnce(TrialHistory history)
    {
        var missing = PruneChoice.Needed(_options) - LearningCurves.Of(history).References().Count;
        return missing <= 0 ? int.MaxValue : Math.Max(1, missing - history.Open.Count(t => t.State == TrialState.Running));
    }

    private PruneDecision Judge(PruneRequest request, double share, LearningCurves curves, int epochs)
    {
        var (step, best) = (request.Trial.IntermediateValues[^1].Step, Reports.Best(request.Trial.IntermediateValues.AsSpan(), request.Direction));
        if (double.IsNaN(best))
        {
            return PruneDecision.Stop($"At step {step} it had reported only NaN.");
        }

        var others = curves.Standing(_options, epochs, step);
        var place = Math.Max(1, share * (others.Count + 1));
        if (place > others.Count)
        {
            return PruneDecision.Continue;
        }

        var limit = At(others, place);
        if (IsWithin(others, curves.Turn(best), limit, place))
        {
            return PruneDecision.Continue;
        }

        var (own, mark) = Reports.Texts(best, curves.Turn(limit));
        return PruneDecision.Stop(string.Create(CultureInfo.InvariantCulture, $"At step {step} its best {own} does not beat {mark}, the {PruneLook.NameOf(share)} of {others.Count} trials."));
    }

    // a place between two trials lies between their losses: whole places would let more go on than the share says
    private static double At(List<double> sorted, double place)
    {
        var below = (int)Math.Floor(place + 1e-9);
        var (low, high) = (sorted[below - 1], sorted[Math.Min(below, sorted.Count - 1)]);
        return place - below < 1e-9 || low == high ? low : low + ((high - low) * (place - below));
    }

    // of equal trials half are taken for better, or a search that repeats itself would train every copy to the end
    private static bool IsWithin(List<double> sorted, double loss, double limit, double place)
    {
        if (loss != limit)
        {
            return loss < limit;
        }

        var (better, notWorse) = (Count(sorted, loss, false), Count(sorted, loss, true));
        return better + (0.5 * (notWorse - better)) < place;
    }

    // how many losses lie below one, or at it too
    private static int Count(List<double> sorted, double loss, bool equal)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < loss || (equal && sorted[middle] == loss) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
