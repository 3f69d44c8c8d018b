using HyperScaffold.Storage;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Running;

/// <summary>Keeps the decisions with the study before its workers get an order, for those that join from elsewhere.</summary>
/// <param name="executor">Evaluates rounds.</param>
/// <param name="bench">The project.</param>
internal sealed class KeepingExecutor(IRoundExecutor executor, Workbench bench) : IRoundExecutor
{
    /// <inheritdoc/>
    public Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation)
    {
        StudyDecisions.Keep(storage, study, bench.Book);
        return executor.RunAsync(storage, study, order, progress, cancellation);
    }
}
