using HyperScaffold.Phases;
using HyperScaffold.Tool.Commands;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Advice;

/// <summary>What a project says by itself, so that nobody needs to be asked for it.</summary>
/// <param name="Epochs">The epochs of a training.</param>
/// <param name="Workers">The trainings that run at once.</param>
/// <param name="Parameters">How many parameters its phases tune.</param>
/// <param name="Seconds">The seconds of its budget; null where it names none.</param>
/// <param name="EpochSeconds">The seconds of an epoch, as measured or as the plan guesses; null where nothing is known.</param>
/// <param name="Underfits">What a phase saw of a newest model that underfits, and which phase; null where it does not.</param>
internal sealed record ProjectNumbers(int Epochs, int Workers, int Parameters, double? Seconds, double? EpochSeconds, string? Underfits)
{
    /// <summary>Reads them; nothing is started.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment, for the processors.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="UsageException">The plan or the decisions have mistakes.</exception>
    public static ProjectNumbers Read(ProjectFolder project, ToolEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(project);
        var (plan, book) = (project.LoadPlan(), project.LoadDecisions());
        var known = Knowledge.Of(plan, book, environment, project);
        var newest = book.Decisions.LastOrDefault(d => d is { Superseded: false, Evidence: not null });
        return new ProjectNumbers(
            plan.Budget.Epochs,
            known.Workers,
            Math.Max(1, plan.Phases.SelectMany(p => p.Tune).Distinct(StringComparer.Ordinal).Count()),
            plan.Budget.Hours * 3600,
            known.EpochSeconds ?? plan.Budget.TrialMinutes * 60 / plan.Budget.Epochs,
            newest is { Evidence: { Fit: FitState.Underfitting } evidence } ? $"{evidence.FitBecause} (phase {newest.Phase})" : null);
    }
}
