using System.ComponentModel.DataAnnotations;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command by which a person decides a phase, with a reason.</summary>
/// <param name="services">What commands get.</param>
internal abstract class DecidingCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets the phase's name.</summary>
    [Argument(0, "PHASE", Description = "The phase's name")]
    [Required(ErrorMessage = "Name the phase; dotnet hyper phase list shows them.")]
    public string Phase { get; } = string.Empty;

    /// <summary>Gets the reason.</summary>
    [Option("--because <TEXT>", Description = "Why; the decisions keep it")]
    [Required(ErrorMessage = "Give the reason with --because \"why\"; the decisions keep it.")]
    public string Because { get; } = string.Empty;

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the phase as JSON, as status does")]
    public bool Json { get; }

    /// <summary>Gets the command's words, for messages.</summary>
    protected abstract string Name { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        using var held = PlanLock.Take(project, "dotnet hyper " + Name, time);
        using var bench = new Workbench(project, Environment, time);
        var decision = Decide(bench, PhaseNames.Find(bench.Plan, Phase), time.GetUtcNow().UtcDateTime);
        var files = bench.Save(decision);
        if (Json)
        {
            var status = StatusReader.Read(bench.Plan, bench.Book, bench.Storage, running: false);
            Terminal.Out.WriteLine(StatusJson.Write(status.Phases.First(p => p.Name == Phase)));
            return ExitCode.Done;
        }

        Terminal.Write($"{Phase}: {decision.State.ToString().ToLowerInvariant()} {PhaseText.Values(decision.Frozen)}".TrimEnd());
        Terminal.Write($"  why:   {decision.Because}");
        Terminal.Write($"  wrote: {string.Join(", ", files)}");
        var next = PhaseStates.Next(bench.Plan, bench.Book) is { } open ? $"Next: dotnet hyper phase next ({open.Name})" : "Next: dotnet hyper train";
        Terminal.Write(StaleText.Line(bench.Plan, bench.Book) ?? next);
        return ExitCode.Done;
    }

    /// <summary>Makes the decision.</summary>
    /// <param name="bench">The project.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="time">The time in UTC.</param>
    /// <returns>The decision.</returns>
    protected abstract Decision Decide(Workbench bench, PlanPhase phase, DateTime time);
}
