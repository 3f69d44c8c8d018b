using HyperScaffold.Pruners;
using HyperScaffold.Trials;

namespace HyperScaffold.Contracts;

/// <summary>A study reduced to what a pruner sees: reports, decides, remembers.</summary>
public sealed class PrunerRun(IPruner pruner, string study, StudyDirection direction)
{
    private int _next;

    public TrialHistory History { get; } = new(study, direction);

    public string LastReason { get; private set; } = string.Empty;

    /// <summary>Trains trials one after another; curves are those of minimizing and are negated for maximizing.</summary>
    /// <returns>For each trial the step at which it was pruned, or null.</returns>
    public List<int?> Train(int trials, int steps, Func<int, int, double> curve, int firstStep = 1)
    {
        var ends = new List<int?>();
        for (var i = 0; i < trials; i++)
        {
            ends.Add(TrainOne(_next++, Enumerable.Range(firstStep, steps), curve));
        }

        return ends;
    }

    private int? TrainOne(int number, IEnumerable<int> steps, Func<int, int, double> curve)
    {
        var trial = new FrozenTrial { Id = number, Number = number, State = TrialState.Running };
        foreach (var step in steps)
        {
            var value = direction == StudyDirection.Maximize ? -curve(number, step) : curve(number, step);
            trial = trial with { IntermediateValues = trial.IntermediateValues.Add(new(step, value)) };
            History.Update(trial);
            var decision = pruner.Decide(new PruneRequest { Trial = trial, History = History });
            trial = trial with { SystemAttributes = trial.SystemAttributes.SetItems(decision.SystemAttributes) };
            History.Update(trial);
            if (decision.Prune)
            {
                LastReason = decision.Reason;
                History.Update(trial with { State = TrialState.Pruned, Value = value });
                return step;
            }
        }

        History.Update(trial with { State = TrialState.Complete, Value = trial.LastReport?.Value });
        return null;
    }
}
