using HyperScaffold.Workers;

namespace HyperScaffold.Phases;

/// <summary>A phase that is to be run, or to go on.</summary>
public sealed record PhaseRequest
{
    /// <summary>Gets the plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Gets the decisions; the phase's open one is among them.</summary>
    public required DecisionBook Book { get; init; }

    /// <summary>Gets the phase.</summary>
    public required PlanPhase Phase { get; init; }

    /// <summary>Gets what earlier phases and superseded runs spent, which counts against the budget's hours and cost.</summary>
    public PhaseSpend Earlier { get; init; } = new(0, 0, 0, null);

    /// <summary>Gets a mark of the plan's text, the code and the data that trials are trained by; a training of an earlier phase with the same mark is not repeated.</summary>
    /// <value>The default is empty: nothing is known, and every trial is trained.</value>
    public string Code { get; init; } = string.Empty;

    /// <summary>Gets how many workers run at once, at least 1; a budget that nears its end is spent in portions of it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Gets what is done after a range was widened and before its first trial: the decision is saved, the project is
    /// generated and built again. The decision given is the open one with its wider range.
    /// </summary>
    public Func<Decision, CancellationToken, Task> OnSpaceChanged { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Gets who is told how the rounds stand.</summary>
    public IProgress<RoundProgress>? Progress { get; init; }
}
