using System.Globalization;
using HyperScaffold.Pruners;
using HyperScaffold.Studies;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Ends a trial that was asked for, or reports on its way.</summary>
/// <param name="services">What commands get.</param>
[Command("tell", Description = "End a trial that ask took, or report a value on its way and learn whether to go on")]
[Example("tell lab 3 --value 0.93", "trial 3 is complete")]
[Example("tell lab 3 --state fail --reason \"out of memory\"", "it failed, and why is kept")]
[Example("tell lab 3 --step 5 --value 0.81", "a report: prints \"prune\": true where it should end; renews the lease")]
[Example("tell lab 3 --state pruned", "it ended early; its last report becomes its value")]
[ExitCodes("the storage has it", "refused: the trial is finished, its lease ran out, or another program has it")]
internal sealed class TellCommand(ToolServices services) : StoredStudyCommand(services)
{
    private static readonly string[] States = ["complete", "pruned", "fail"];

    /// <summary>Gets the second argument: the number, unless the study is named by an option.</summary>
    [Argument(1, "NUMBER", "The trial's number, as ask printed it")]
    public string? Second { get; }

    /// <summary>Gets the number as Optuna's command line has it.</summary>
    [Option("--trial-number <N>", Description = "The trial's number, as an option")]
    public string? NumberOption { get; }

    /// <summary>Gets the value as given.</summary>
    [Option("--value <X>", Description = "The objective's value; inf and -inf are values, nan ends the trial as failed")]
    public string? Value { get; }

    /// <summary>Gets the state as given.</summary>
    [Option("--state <WORD>", Description = "complete, pruned or fail (default: complete)")]
    public string? State { get; }

    /// <summary>Gets why it failed or was pruned.</summary>
    [Option("--reason <TEXT>", Description = "Why it failed or was pruned; kept with the trial")]
    public string? Reason { get; }

    /// <summary>Gets the step of a report.</summary>
    [Option("--step <N>", Description = "Report the value at this step; the trial goes on")]
    public int? Step { get; }

    /// <summary>Gets the pruner's name.</summary>
    [Option("--pruner <NAME>", Description = "With --step: who says whether to end (default: median)")]
    public string? Pruner { get; }

    /// <summary>Gets the lease as given.</summary>
    [Option("--lease <TIME>", Description = "With --step: how long until the next word (default: 24h)")]
    public string? Lease { get; }

    /// <summary>Gets a value indicating whether a finished trial is left as it is.</summary>
    [Option("--skip-if-finished", Description = "Leave a finished trial as it is, without an error")]
    public bool SkipIfFinished { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var format = FormatOf(FormatWord, Json, RecordFormat.Json);
        var (state, value, number) = (StateOf(), ValueOf(), NumberOf());
        Check(state, value);
        using var storage = place.Open(Services.Time);
        var record = FindStudy(storage, place, StudyName);
        var options = new StudyOptions
        {
            Storage = storage,
            Pruner = PrunerFactory.Create(Pruner ?? "median"),
            PruneControlShare = 0,
            Lease = LeaseTime.Read(Lease),
            Worker = AskCommand.Worker,
            Time = Services.Time,
        };
        using var study = Studies.Study.Load(record.Name, options);
        if (SkipIfFinished && study.Trials.FirstOrDefault(t => t.Number == number) is { IsFinished: true } finished)
        {
            AskedView.Print(Terminal, format, Ended(record.Name, finished));
            return ExitCode.Done;
        }

        var trial = study.Resume(number);
        AskedView.Print(Terminal, format, Step is { } step ? Reported(study, trial, step, value ?? double.NaN) : Ended(record.Name, End(study, trial, state, value)));
        return ExitCode.Done;
    }

    private static Dictionary<string, object?> Reported(Study study, Trial trial, int step, double value)
    {
        trial.Report(value, step);
        var prune = trial.ShouldPrune();
        study.Flush();
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["study"] = study.Name, ["number"] = (long)trial.Number, ["step"] = (long)step, ["value"] = value, ["prune"] = prune };
    }

    private static Dictionary<string, object?> Ended(string study, FrozenTrial trial) =>
        new(StringComparer.Ordinal) { ["study"] = study, ["number"] = (long)trial.Number, ["state"] = TrialRecords.State(trial), ["value"] = trial.Value };

    private FrozenTrial End(Study study, Trial trial, TrialState state, double? value)
    {
        if (state != TrialState.Complete || value is not { } number)
        {
            return study.Tell(trial, state, Reason);
        }

        if (double.IsNaN(number))
        {
            Terminal.Say($"hyper: trial {trial.Number} is told nan, which no sampler can use: it ends as failed.");
        }

        return study.Tell(trial, number);
    }

    private void Check(TrialState state, double? value)
    {
        var problem = (Step, state, value) switch
        {
            ({ } step, _, _) when step < 0 || value is null => "A report has a step of at least 0 and a value. Write for example --step 5 --value 0.81.",
            ({ }, _, _) when State is not null => "A report lets the trial go on, so it has no --state. Report first, then tell how it ended.",
            (null, TrialState.Complete, null) => "A complete trial has a value. Write --value X, or --state fail or pruned.",
            (null, not TrialState.Complete, { }) => "Only a complete trial is told a value: a pruned one has its last report (--step), a failed one none. Leave --value out.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new UsageException(problem);
        }
    }

    private int NumberOf()
    {
        var text = NumberOption ?? (StudyOption is null ? Second : Study);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException(text is null
                ? "A trial has a number, but none is given. Write for example: dotnet hyper tell lab 3 --value 0.93"
                : $"A trial's number must be a whole number from 0, as ask printed it, but got '{Terminal.Clean(text)}'.");
    }

    private TrialState StateOf() => Array.IndexOf(States, State?.ToLowerInvariant() ?? "complete") switch
    {
        0 => TrialState.Complete,
        1 => TrialState.Pruned,
        2 => TrialState.Fail,
        _ => throw new UsageException($"A trial's state must be complete, pruned or fail, but got '{Terminal.Clean(State)}'{Spelling.DidYouMean(State ?? string.Empty, States)}"),
    };

    private double? ValueOf() => Value?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "nan" => double.NaN,
        { } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw new UsageException($"A value must be a number with a point, such as 0.93 or 1e-3, or inf, -inf or nan, but got '{Terminal.Clean(Value)}'."),
    };
}
