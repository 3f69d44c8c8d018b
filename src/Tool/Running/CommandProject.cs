using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Tool.Running;

/// <summary>What a project that trains by a command says to its workers: a function of plan and decisions.</summary>
internal static class CommandProject
{
    /// <summary>Says how the command is started.</summary>
    /// <param name="plan">The plan; it names a command.</param>
    /// <param name="project">The project.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="slot">The device, and how many threads.</param>
    /// <returns>The options.</returns>
    public static CommandTrainerOptions Trainer(Plan plan, ProjectFolder project, string study, (string Device, int Threads) slot)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(project);
        var options = new CommandTrainerOptions
        {
            Command = plan.TrainerCommand,
            Folder = project.Root,
            Study = study,
            Device = slot.Device,
            Threads = slot.Threads,
        };
        return plan.TrainerStopGrace is { } seconds ? options with { StopGrace = TimeSpan.FromSeconds(seconds) } : options;
    }

    /// <summary>Says what the trials of a study search.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="logs">The folder of the logs of all studies.</param>
    /// <returns>The options.</returns>
    /// <exception cref="UsageException">No decision names the study.</exception>
    public static CommandTrialOptions Trials(Plan plan, DecisionBook book, string study, string logs)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        var phase = book.Decisions.LastOrDefault(d => d.Study == study && !d.Superseded)?.Phase is { } name ? plan.FindPhase(name) : null;
        if (phase is null)
        {
            throw new UsageException($"A study must belong to a phase of the plan, but {ProjectFolder.DecisionsName} names no phase for '{study}'. Begin it with dotnet hyper phase next, or fetch the newest decisions.");
        }

        var space = PhaseSpace.Of(plan, book, phase);
        return new CommandTrialOptions
        {
            Space = space.ToSearchSpace(),
            Values = space.Baseline,
            Disabled = space.Parameters.Where(p => p.Disabled is not null).ToImmutableDictionary(p => p.Name, External, StringComparer.Ordinal),
            UseLast = plan.Metric.UseLast,
            LogFolder = Path.Combine(logs, study),
        };
    }

    private static object? External(PlanParameter parameter) =>
        parameter.Type == PlanParameterType.Int ? (long)(parameter.Disabled ?? 0) : parameter.Disabled;
}
