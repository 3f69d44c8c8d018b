using System.Collections.Immutable;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Says where each phase stands, from the plan, the decisions and what the storage holds.</summary>
public static class PhaseStates
{
    /// <summary>Computes where every phase stands.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="storage">Where the studies lie; null where there is none yet.</param>
    /// <param name="running">True while a process holds the plan.</param>
    /// <returns>One status a phase, in the plan's order.</returns>
    public static ImmutableArray<PhaseStatus> Of(Plan plan, DecisionBook book, IStorage? storage, bool running)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        var next = Next(plan, book);
        return [.. plan.Phases.Select(p => Status(plan, book, p, p == next, (storage, running)))];
    }

    /// <summary>Finds what <c>phase next</c> does: the first phase that is undecided, open or stale.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <returns>The phase, or null when all are decided.</returns>
    public static PlanPhase? Next(Plan plan, DecisionBook book)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        return plan.Phases.FirstOrDefault(p =>
            book.Current(p.Name) is not { } d || d.State == DecisionState.Open || !Changes(plan, book, p, d).IsEmpty);
    }

    /// <summary>Names what changed under a decision.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="decision">Its decision.</param>
    /// <returns>The parts of the plan that changed; empty while the decision holds.</returns>
    public static ImmutableArray<string> Changes(Plan plan, DecisionBook book, PlanPhase phase, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return PlanHash.Changes(decision.PlanHash, PlanHash.Of(plan, book, phase));
    }

    private static PhaseStatus Status(Plan plan, DecisionBook book, PlanPhase phase, bool isNext, (IStorage? Storage, bool Running) world)
    {
        var decision = book.Current(phase.Name);
        if (decision is null)
        {
            return new PhaseStatus(phase, isNext ? PhaseState.Next : PhaseState.Waiting, null, []);
        }

        var changed = Changes(plan, book, phase, decision);
        var state = decision.State switch
        {
            _ when !changed.IsEmpty => PhaseState.Stale,
            DecisionState.Open => Opened(decision, isNext, world),
            DecisionState.Skipped => PhaseState.Skipped,
            _ => PhaseState.Done,
        };
        return new PhaseStatus(phase, state, decision, changed);
    }

    private static PhaseState Opened(Decision decision, bool isNext, (IStorage? Storage, bool Running) world)
    {
        if (world.Running)
        {
            return PhaseState.Running;
        }

        var trials = world.Storage is null ? [] : PhaseStudy.Read(world.Storage, decision.Study);
        var failed = trials.Count > 0 && trials.All(t => t.State == TrialState.Fail);
        return failed ? PhaseState.Failed : isNext ? PhaseState.Next : PhaseState.Waiting;
    }
}
