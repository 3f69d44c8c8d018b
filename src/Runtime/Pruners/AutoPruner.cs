using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// Ends trials as far as this search's own curves allow. The first trials (an eighth of them, 4 to 12) train to the end;
/// from then on, at each step, the smallest share of all trials goes on (a half, a quarter, an eighth) whose choice by the
/// ranks at that step would end the best trial with a probability of at most 5 %, and all where no share is that safe or
/// less than 5 % of the epochs would be saved. Where an earlier phase of the plan showed how well ranks predict, half as many
/// train to the end first. A trial is never judged while it warms up, and trials that still warm up
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
            : Judge(request, report.Step, share, Others(curves, report.Step, epochs));
    }

    /// <summary>What this pruner would do with the finished trials of a study, and why.</summary>
    /// <param name="history">The study's trials.</param>
    internal PruneChoice Choose(TrialHistory history) => LearningCurves.Of(history).Choose(_options);

    private List<double> Others(LearningCurves curves, int step, int epochs)
    {
        var values = new List<double>(curves.All.Count);
        foreach (var curve in curves.All)
        {
            if (PruneChoice.WarmupOf(_options, epochs, curve.Trial) < step && curve.At(step) is var value && !double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static PruneDecision Judge(PruneRequest request, int step, double share, List<double> others)
    {
        var best = Reports.Best(request.Trial.IntermediateValues.AsSpan(), request.Direction);
        if (double.IsNaN(best))
        {
            return PruneDecision.Stop($"At step {step} it had reported only NaN.");
        }

        var place = (int)Math.Max(1, Math.Ceiling((share * (others.Count + 1)) - 1e-9));
        // of equal trials half are taken for better, or a search that repeats itself would train every copy to the end
        if (others.Sum(o => Reports.IsBetter(o, best, request.Direction) ? 1 : o == best ? 0.5 : 0) < place)
        {
            return PruneDecision.Continue;
        }

        others.Sort((a, b) => request.Direction == StudyDirection.Maximize ? b.CompareTo(a) : a.CompareTo(b));
        var (own, mark) = Reports.Texts(best, others[place - 1]);
        return PruneDecision.Stop(string.Create(CultureInfo.InvariantCulture, $"At step {step} its best {own} does not beat {mark}, the {PruneLook.NameOf(share)} of {others.Count} trials."));
    }
}
