namespace HyperScaffold.Torch.Schedules;

/// <summary>How the learning rate changes: a pure function of the step, so that a training can go on anywhere.</summary>
public interface ISchedule
{
    /// <summary>The factor of the learning rate in one step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="total">The number of steps of the whole training, at least 1.</param>
    /// <returns>A factor, usually in [0, 1].</returns>
    double FactorAt(long step, long total);
}
