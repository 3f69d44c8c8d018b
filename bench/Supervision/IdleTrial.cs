using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

[assembly: TuningPlan("bench", Metric = "value", Direction = StudyDirection.Minimize, Epochs = 1, Seed = 1)]

namespace HyperScaffold.Bench.Supervision;

/// <summary>A trial that does nothing: what remains is the way through supervisor, worker and storage.</summary>
[Objective("nothing")]
public static class IdleTrial
{
    public static SearchSpace Space { get; } = SearchSpace.Empty.Float("rate", 1e-5, 1, log: true).Float("dropout", 0, 0.7);

    public static double Evaluate(Trial trial)
    {
        var value = trial.SuggestFloat("rate", 1e-5, 1, log: true) + trial.SuggestFloat("dropout", 0, 0.7);
        trial.Report(value, 1);
        return trial.ShouldPrune() ? throw new TrialPrunedException() : value;
    }
}
