using HyperScaffold.Guidance;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command that runs phases: it holds the plan's lock and asks the rules first.</summary>
/// <param name="services">What commands get.</param>
internal abstract class RunningCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets the number of worker processes.</summary>
    [Option("-w|--workers <N>", Description = "Worker processes at once (default: the plan's search.workers, or one a core)")]
    public int? Workers { get; }

    /// <summary>Gets the device list.</summary>
    [Option("--devices <LIST>", Description = "A slot for each worker: cpu:2, cuda:0,1 (one on each GPU), cuda:0*4 (four on one), or several with blanks between")]
    public string? Devices { get; }

    /// <summary>Gets the longest that one trial may take.</summary>
    [Option("--trial-limit <TIME>", Description = "A trial that takes longer fails with that reason: 90s, 10m, 2h (default: the plan's search.trial_limit, or none)")]
    public string? TrialLimit { get; }

    /// <summary>Gets the most memory that one trial may use.</summary>
    [Option("--memory-limit <SIZE>", Description = "A trial that uses more fails with that reason: 500M, 4G (default: the plan's search.memory_limit, or none)")]
    public string? MemoryLimit { get; }

    /// <summary>Gets after how many trials a worker is replaced.</summary>
    [Option("--recycle <N>", Description = "Replace a worker by a fresh one after N trials (default: the plan's search.recycle, or never)")]
    public int? Recycle { get; }

    /// <summary>Gets a value indicating whether to go on without a question.</summary>
    [Option("-y|--yes", Description = "Start a phase that exceeds the budget without a question, for scripts")]
    public bool Yes { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the outcome as JSON")]
    public bool Json { get; }

    /// <summary>Gets a value indicating whether to show no progress.</summary>
    [Option("-q|--quiet", Description = "Show no progress, only the outcome")]
    public bool Quiet { get; }

    /// <summary>Gets the token that ends the command.</summary>
    protected CancellationToken Cancellation { get; } = services.Shutdown.Token;

    /// <summary>Gets the clock.</summary>
    protected TimeProvider Time { get; } = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        var settings = Settings();
        using var held = PlanLock.Take(project, "dotnet hyper " + Name, Time);
        using var bench = new Workbench(project, Environment, Time);
        if (RuleBook.Check(bench.Plan, Knowledge.Of(bench.Plan, bench.Book, Environment, bench.Project)) is { Stops: true } report)
        {
            var errors = report.Findings.Where(f => f.Level == FindingLevel.Error).ToList();
            errors.ForEach(e => LintView.Print(bench.Plan, e, Terminal));
            Terminal.Say(Stopped(errors));
            return ExitCode.WrongUse;
        }

        try
        {
            return RunAsync(bench, settings).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            Terminal.Say($"hyper: interrupted; finished trials are kept and running ones wait to run again. Go on with: dotnet hyper {Name}");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Gets the command's words, for messages.</summary>
    protected abstract string Name { get; }

    /// <summary>Does the command's work.</summary>
    /// <param name="bench">The project.</param>
    /// <param name="settings">Where workers run and what a trial may take.</param>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(Workbench bench, WorkerSettings settings);

    /// <summary>Runs one phase and shows what it decided.</summary>
    /// <param name="bench">The project.</param>
    /// <param name="settings">Where workers run and what a trial may take.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="afresh">True runs a decided phase again.</param>
    /// <returns>The outcome.</returns>
    protected async Task<PhaseOutcome> RunPhaseAsync(Workbench bench, WorkerSettings settings, Phases.PlanPhase phase, bool afresh = false)
    {
        FrozenValues.ThrowIfUnfit(bench.Plan, bench.Book, phase);
        PhaseJudge.ThrowIfStopped(bench, phase);
        var outcome = await new PhaseSession(bench, settings, Terminal, Quiet || Json, Yes).RunAsync(phase, afresh, Cancellation).ConfigureAwait(false);
        if (!Json)
        {
            PhaseSummary.Print(outcome, Terminal);
        }

        return outcome;
    }

    /// <summary>Prints a phase as JSON, where that was asked for.</summary>
    /// <param name="bench">The project.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>True when it was printed.</returns>
    protected bool ShowJson(Workbench bench, Phases.PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(bench);
        ArgumentNullException.ThrowIfNull(phase);
        if (Json)
        {
            var status = StatusReader.Read(bench.Plan, bench.Book, bench.Storage, running: false);
            Terminal.Out.WriteLine(StatusJson.Write(status.Phases.First(p => p.Name == phase.Name)));
        }

        return Json;
    }

    private static string Stopped(List<Finding> errors)
    {
        var mend = errors.Exists(e => e.Edit is not null) ? "Apply its edits with dotnet hyper lint --fix" : "Mend it";
        return $"hyper: error: {(errors.Count == 1 ? "1 rule stops" : errors.Count + " rules stop")} this plan. {mend}, or override a rule with a reason in {ProjectFolder.PlanName}: waive: {{ {errors[0].Code}: \"why\" }}";
    }

    private WorkerSettings Settings() => new()
    {
        Slots = WorkerSettings.ReadSlots(Workers, Devices, Environment),
        TrialLimit = Amount.TimeOf(TrialLimit, "--trial-limit"),
        MemoryLimit = Amount.SizeOf(MemoryLimit, "--memory-limit"),
        Recycle = WorkerSettings.ReadRecycle(Recycle),
    };
}
