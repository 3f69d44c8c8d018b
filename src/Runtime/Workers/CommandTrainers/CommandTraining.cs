using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>The final training of a tuned configuration by a command, with its score on the test part.</summary>
/// <param name="Value">The best report's value, the last one's for <c>summary: last</c>, or the result that the script named.</param>
/// <param name="Step">The step of that report; null for a result.</param>
/// <param name="Reports">All reports.</param>
/// <param name="Test">The score on the test part; null where the script prints none.</param>
/// <param name="Time">How long it took.</param>
public sealed record CommandTraining(double Value, int? Step, ImmutableArray<CommandReport> Reports, double? Test, TimeSpan Time)
{
    /// <summary>Trains once with <c>"test":true</c>.</summary>
    /// <param name="command">How the command is started.</param>
    /// <param name="trial">The configuration; its number is left out.</param>
    /// <param name="metric">Which values are better, and whether the last one counts instead of the best.</param>
    /// <param name="watch">Told of each report and where log lines go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What it reached.</returns>
    /// <exception cref="HyperException">The command failed or reported nothing.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static CommandTraining Run(
        CommandTrainerOptions command,
        CommandTrial trial,
        (StudyDirection Direction, bool UseLast) metric,
        (Action<CommandReport> OnReport, TextWriter Log) watch,
        TimeProvider time,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(time);
        using var trainer = new CommandTrainer(command, time);
        var start = time.GetTimestamp();
        bool Take(CommandReport report)
        {
            watch.OnReport(report);
            return true;
        }

        var outcome = trainer.Run(trial with { Number = null, Round = "train", Test = true }, Take, watch.Log, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (outcome.End != CommandEnd.Complete)
        {
            throw new HyperException($"The final training failed. {outcome.Reason}");
        }

        var (value, step) = Judge(outcome, metric);
        return new CommandTraining(value, step, outcome.Reports, outcome.Test, time.GetElapsedTime(start));
    }

    private static (double Value, int? Step) Judge(CommandOutcome outcome, (StudyDirection Direction, bool UseLast) metric)
    {
        if (outcome.Result is { } result)
        {
            return (result, null);
        }

        var best = metric.UseLast ? outcome.Reports.LastOrDefault()
            : metric.Direction == StudyDirection.Maximize ? outcome.Reports.MaxBy(r => r.Value)
            : outcome.Reports.MinBy(r => r.Value);
        return best is null
            ? throw new HyperException("The final training reported nothing. Print a line such as {\"step\":1,\"value\":0.81} for each epoch.")
            : (best.Value, best.Step);
    }
}
