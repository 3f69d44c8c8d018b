using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>How good a finished trial is: complete ones by value, pruned ones by how far they came, failed ones last.</summary>
internal readonly record struct ObservationRow(int Number, TrialState State, double First, double Second) : IComparable<ObservationRow>
{
    public static ObservationRow Of(FrozenTrial trial, StudyDirection direction)
    {
        double Loss(double value) => double.IsNaN(value) ? double.PositiveInfinity : direction == StudyDirection.Maximize ? -value : value;
        return trial.State switch
        {
            TrialState.Complete => new(trial.Number, trial.State, Loss(trial.Value ?? double.NaN), 0),
            TrialState.Pruned when trial.LastReport is { } r => new(trial.Number, trial.State, -r.Step, Loss(r.Value)),
            TrialState.Pruned => new(trial.Number, trial.State, 1, 0),
            _ => new(trial.Number, TrialState.Fail, 0, 0),
        };
    }

    public int CompareTo(ObservationRow other)
    {
        var state = State.CompareTo(other.State);
        var first = state != 0 ? state : First.CompareTo(other.First);
        var second = first != 0 ? first : Second.CompareTo(other.Second);
        return second != 0 ? second : Number.CompareTo(other.Number);
    }
}
