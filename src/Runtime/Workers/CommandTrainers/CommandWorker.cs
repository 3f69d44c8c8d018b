using HyperScaffold.Storage;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>A worker process of a project that trains by a command.</summary>
public static class CommandWorker
{
    /// <summary>Works until the phase is over, a signal comes, or standard input closes; the running trial is handed back then.</summary>
    /// <param name="storageUrl">Where the study lies.</param>
    /// <param name="worker">Which study, and who works.</param>
    /// <param name="command">How the command is started.</param>
    /// <param name="trials">The phase's space and the values around it.</param>
    /// <returns>Why it left.</returns>
    /// <exception cref="HyperException">The storage cannot be opened, or the study does not exist or searches another space.</exception>
    public static WorkerEnd Run(string storageUrl, WorkerOptions worker, CommandTrainerOptions command, CommandTrialOptions trials)
    {
        ArgumentNullException.ThrowIfNull(worker);
        ArgumentNullException.ThrowIfNull(trials);
        using var leaving = new WorkerLeave(worker.TimeLeft, worker.Time);
        using var storage = StorageFactory.Open(storageUrl, worker.Time);
        using var trainer = new CommandTrainer(command, worker.Time);
        return WorkerProgram.Run(storage, worker, trials.Space, new CommandTrialRunner(trainer, trials), leaving);
    }
}
