using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// For objectives that are the mean over folds or instances, one report each: ends a trial that is worse than the best
/// complete one at the same steps beyond chance (Wilcoxon's signed-rank test).
/// </summary>
public sealed class WilcoxonPruner : IPruner
{
    private readonly double _pThreshold;
    private readonly int _startupSteps;

    /// <summary>Initializes a new instance of the <see cref="WilcoxonPruner"/> class.</summary>
    /// <param name="pThreshold">The error probability below which a trial ends, from 0 to 1.</param>
    /// <param name="startupSteps">The fewest steps in common, at least 0; less than 2 counts as 2.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public WilcoxonPruner(double pThreshold = 0.1, int startupSteps = 2)
    {
        var problems = new List<Problem>();
        Rules.Require(problems, pThreshold is >= 0 and <= 1, nameof(pThreshold), pThreshold, ("must lie between 0 and 1", "Write 0.1"));
        Rules.AtLeast(problems, nameof(startupSteps), startupSteps, 0);
        HyperException.ThrowIfAny(nameof(WilcoxonPruner), problems);
        (_pThreshold, _startupSteps) = (pThreshold, startupSteps);
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Trial.LastReport is not { } last || BestComplete.Of(request.History) is not { IntermediateValues.IsEmpty: false } best
            || !IsFinite(request.Trial) || !IsFinite(best))
        {
            return PruneDecision.Continue;
        }

        var others = best.IntermediateValues.ToDictionary(r => r.Step, r => r.Value);
        var pairs = request.Trial.IntermediateValues.Where(r => others.ContainsKey(r.Step)).Select(r => (Own: r.Value, Other: others[r.Step])).ToList();
        if (pairs.Count < Math.Max(2, _startupSteps))
        {
            return PruneDecision.Continue;
        }

        var sign = request.Direction == StudyDirection.Maximize ? -1 : 1;
        var p = SignedRankTest.Greater([.. pairs.Select(d => sign * (d.Own - d.Other))]);
        var (mean, reference) = (Mean(request.Trial), Mean(best));
        var (own, other) = Reports.Texts(mean, reference);
        return p < _pThreshold && Reports.IsBetter(reference, mean, request.Direction)
            ? PruneDecision.Stop($"At step {last.Step} its mean {own} is worse than {other} of trial {best.Number} (p = {PythonText.Float(Math.Round(p, 4))}).")
            : PruneDecision.Continue;
    }

    private static bool IsFinite(FrozenTrial trial) => trial.IntermediateValues.All(r => double.IsFinite(r.Value));

    // the objective itself may be something else than the mean of what was reported
    private static double Mean(FrozenTrial trial) => trial.IntermediateValues.Average(r => r.Value);
}
