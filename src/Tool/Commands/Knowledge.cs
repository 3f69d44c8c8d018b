using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;

namespace HyperScaffold.Tool.Commands;

/// <summary>What rules may know beside the plan, read without starting anything.</summary>
internal static class Knowledge
{
    /// <summary>Gathers it: the epoch time that earlier phases measured, and the workers.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions so far.</param>
    /// <param name="environment">The environment, for the processors.</param>
    /// <param name="project">The project, for an epoch that was measured here before any phase ran; null for none.</param>
    /// <returns>The knowledge.</returns>
    public static PlanKnowledge Of(Plan plan, DecisionBook book, ToolEnvironment environment, ProjectFolder? project = null)
    {
        var evidence = book.Decisions.Select(d => d.Evidence).OfType<DecisionEvidence>().ToList();
        var epochs = evidence.Sum(e => (double)e.Epochs + e.ConfirmEpochs);
        return new PlanKnowledge
        {
            Decisions = book,
            Workers = plan.Search.Workers ?? environment.Processors,
            EpochSeconds = epochs > 0 ? evidence.Sum(e => e.Seconds) / epochs : project is null ? null : MeasuredEpoch.Read(project),
        };
    }
}
