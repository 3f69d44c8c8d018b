using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>Evaluates one round of a study: worker processes for a project, threads in this process for a simulation.</summary>
public interface IRoundExecutor
{
    /// <summary>Runs until every trial of the round is finished.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study; its <see cref="RoundOrder"/> is stored by the executor before anything runs.</param>
    /// <param name="order">What to run.</param>
    /// <param name="progress">Told about after each change; may be called on any thread.</param>
    /// <param name="cancellation">Ends the round early; running trials are handed back and nothing is lost.</param>
    /// <returns>A task that ends with the round.</returns>
    /// <exception cref="HyperException">Workers fail again and again; the message holds the last error.</exception>
    /// <exception cref="OperationCanceledException">The round was ended early.</exception>
    Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation);
}
