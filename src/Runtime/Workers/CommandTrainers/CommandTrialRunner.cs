using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Evaluates trials by running a command: suggests the values, reports what it reports, keeps its log.</summary>
/// <param name="trainer">Runs the command.</param>
/// <param name="options">The phase's space and the values around it.</param>
public sealed class CommandTrialRunner(CommandTrainer trainer, CommandTrialOptions options) : ITrialRunner
{
    /// <inheritdoc/>
    /// <exception cref="HyperException">The command failed; the message has its exit code and the end of standard error.</exception>
    public double Evaluate(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var told = new CommandTrial
        {
            Number = trial.Number,
            Round = trial.Round ?? "explore",
            Parameters = Suggest(trial),
            Epochs = trial.Context.Epochs,
            Seed = trial.Context.Seed,
            Test = trial.Context.ScoreTest,
        };
        using var log = new TrialLog(TrialLogs.Open(options.LogFolder, trial.Number));
        var outcome = trainer.Run(told, report => Take(trial, report), log, trial.Context.Cancellation);
        trial.Context.TestScore = outcome.Test;
        return outcome.End switch
        {
            CommandEnd.Complete when outcome.Result is { } result => result,
            CommandEnd.Complete when !outcome.Reports.IsEmpty => options.UseLast ? trial.LastReported : trial.BestReported,
            CommandEnd.Complete => throw new HyperException("The command printed a test score only, but a trial is judged by its reports. Print a line such as {\"step\":1,\"value\":0.81} for each epoch."),
            CommandEnd.Pruned => throw new TrialPrunedException(),
            CommandEnd.Cancelled => throw new OperationCanceledException(trial.Context.Cancellation),
            _ when outcome.IsDiverged => double.NaN,
            _ => throw new HyperException(outcome.Reason),
        };
    }

    private static bool Take(Trial trial, CommandReport report)
    {
        foreach (var (name, value) in report.Metrics)
        {
            trial.Context.Log(report.Step, name, value);
        }

        trial.Report(report.Value, report.Step);
        return !trial.ShouldPrune();
    }

    // parents stand before what depends on them, so one pass decides what exists
    private ImmutableSortedDictionary<string, object?> Suggest(Trial trial)
    {
        var values = options.Values.ToBuilder();
        var chosen = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in options.Space.Parameters)
        {
            if (parameter.IsActive(chosen))
            {
                var value = Suggest(trial, parameter);
                chosen[parameter.Name] = parameter.Distribution.ToInternal(value);
                values[parameter.Name] = value;
            }
            else if (options.Disabled.TryGetValue(parameter.Name, out var disabled))
            {
                values[parameter.Name] = disabled;
            }
        }

        values.RemoveRange(options.Disabled.Keys.Select(k => SearchSpace.SwitchPrefix + k).Where(k => !options.Values.ContainsKey(k)));
        return values.ToImmutable();
    }

    private static object? Suggest(Trial trial, SpaceParameter parameter) => parameter.Distribution switch
    {
        FloatDistribution f => trial.SuggestFloat(parameter.Name, f.Low, f.High, f.Log, f.Step),
        IntDistribution i => (long)trial.SuggestInt(parameter.Name, (int)i.Low, (int)i.High, i.Log, (int)i.Step),
        CategoricalDistribution c => trial.SuggestCategorical(parameter.Name, c.Choices),
        _ => throw new HyperException($"A parameter must be a float, an int or a choice, but {parameter.Name} is none."),
    };
}
