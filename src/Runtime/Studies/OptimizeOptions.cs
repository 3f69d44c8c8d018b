using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>When a run of trials stops, and how it runs. Whichever limit comes first ends it; at least one must be set.</summary>
public sealed record OptimizeOptions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    /// <summary>Gets how many trials this call runs.</summary>
    public int? Trials { get; init; }

    /// <summary>Gets how many trials the study may have in all; waiting ones count.</summary>
    public int? TotalTrials { get; init; }

    /// <summary>Gets how long new trials may start; running ones end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the value at which the search has reached its aim.</summary>
    public double? TargetValue { get; init; }

    /// <summary>Gets after how many finished trials without a better value the run stops.</summary>
    public int? NoImprovement { get; init; }

    /// <summary>Gets after how many failed trials in a row the run stops with an error.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>
    /// Gets how long one trial may take; then it ends as failed. An objective notices at its next report or by
    /// <see cref="TrialContext.Cancellation"/>; one that never looks up is left behind a second later, on a thread that
    /// cannot be stopped, and the run goes on without it.
    /// </summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>Gets the number of threads.</summary>
    /// <value>The default is 1; -1 means one a core.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Gets how many trials a thread evaluates as one batch, at least 1: trainings of one structure then take their steps together.</summary>
    /// <value>The default is 1.</value>
    public int Fuse { get; init; } = 1;

    /// <summary>Gets which exceptions fail a trial without ending the run.</summary>
    /// <value>The default is none, as in Optuna: the trial fails and the exception comes out of <c>Optimize</c>.</value>
    public Func<Exception, bool> Catch { get; init; } = _ => false;

    /// <summary>Gets what is called after each trial, one at a time; <see cref="OptimizeRun.Stop"/> ends the run.</summary>
    public ImmutableArray<Action<OptimizeRun, FrozenTrial>> Callbacks { get; init; } = [];

    /// <summary>Gets who is told how the run stands after each trial, one at a time.</summary>
    public IProgress<OptimizeProgress>? Progress { get; init; }

    /// <summary>Lists what is wrong with these options.</summary>
    /// <returns>The problems; none where they can be used.</returns>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        AddCount(problems, nameof(Trials), Trials, least: 0);
        AddCount(problems, nameof(TotalTrials), TotalTrials, least: 0);
        AddCount(problems, nameof(NoImprovement), NoImprovement, least: 1);
        AddCount(problems, nameof(MaxFailures), MaxFailures, least: 1);
        AddDuration(problems, nameof(Timeout), Timeout);
        AddDuration(problems, nameof(TrialTimeout), TrialTimeout);
        if (TrialTimeout > LongestWait)
        {
            problems.Add(new Problem(nameof(TrialTimeout), $"{TrialTimeout}", "it is at most 24 days, the longest that a thread can wait", "Leave it out for no limit"));
        }

        if (Threads is 0 or < -1)
        {
            problems.Add(new Problem(nameof(Threads), $"{Threads}", "there is at least one thread", "Give 1 or more, or -1 for one a core"));
        }

        AddCount(problems, nameof(Fuse), Fuse, least: 1);
        if (TargetValue is { } target && double.IsNaN(target))
        {
            problems.Add(new Problem(nameof(TargetValue), "NaN", "a target is a number", "Give the value to reach"));
        }

        if (Trials is null && TotalTrials is null && Timeout is null && TargetValue is null && NoImprovement is null)
        {
            problems.Add(new Problem(nameof(Trials), "null", "a run has a limit", "Set Trials, TotalTrials, Timeout, TargetValue or NoImprovement"));
        }

        return problems;
    }

    private static void AddCount(List<Problem> problems, string name, int? value, int least)
    {
        if (value < least)
        {
            problems.Add(new Problem(name, $"{value}", $"it is at least {least}", $"Give {least} or more"));
        }
    }

    private static void AddDuration(List<Problem> problems, string name, TimeSpan? value)
    {
        if (value < TimeSpan.Zero)
        {
            problems.Add(new Problem(name, $"{value}", "a time is not negative", "Give a positive time"));
        }
    }
}
