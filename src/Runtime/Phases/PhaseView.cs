using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Everything that decides how a phase goes on; with the same view it always goes on the same way.</summary>
internal sealed record PhaseView
{
    /// <summary>Gets the plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Gets the phase with the ranges that hold now.</summary>
    public required PhaseSpace Space { get; init; }

    /// <summary>Gets the phase's open decision.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Gets the search trials that the phase may have.</summary>
    public required int Budget { get; init; }

    /// <summary>Gets the study's trials.</summary>
    public IReadOnlyList<FrozenTrial> Trials { get; init; } = [];

    /// <summary>Gets the noise that earlier phases measured; 0 where none did.</summary>
    public double EarlierNoise { get; init; }

    /// <summary>Gets what earlier phases showed of the ranks of trainings.</summary>
    public EarlierRanks Ranks { get; init; } = EarlierRanks.None;

    /// <summary>Gets the baseline as an earlier phase trained it; null where it has to be trained.</summary>
    public NewTrial? KnownBaseline { get; init; }

    /// <summary>Gets the baseline's trainings with fresh seeds in an earlier phase; empty where there are none.</summary>
    public ImmutableArray<NewTrial> KnownRetrainings { get; init; } = [];

    /// <summary>Gets a value indicating whether hours or cost are spent, so that no trial may start any more.</summary>
    public bool IsSpent { get; init; }

    /// <summary>Gets how many trials may start before the budget is looked at again; null where it has no hours and no cost.</summary>
    public int? Portion { get; init; }

    /// <summary>Gets the rounds in which the sampler had nothing left to try.</summary>
    public ImmutableHashSet<string> Exhausted { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Gets which values are better.</summary>
    public StudyDirection Direction => Plan.Metric.Direction;

    /// <summary>Gets the phase's settings.</summary>
    public SearchSettings Settings => Space.Phase.Search;

    /// <summary>Gets how the trials are shared among rounds.</summary>
    public RoundQuota Quota => RoundQuota.Of(Budget, Settings);

    /// <summary>Gets what is known of the noise while the search runs.</summary>
    public double Noise => Phases.Noise.WhileSearching(Trials, Direction, EarlierNoise);

    /// <summary>Gets the longest a trial trains.</summary>
    public int Epochs => Space.Phase.Epochs ?? Plan.Budget.Epochs;

    /// <summary>Gathers a phase without its trials.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="decision">Its decision.</param>
    public static PhaseView Of(Plan plan, DecisionBook book, PlanPhase phase, Decision decision)
    {
        var before = plan.Phases.TakeWhile(p => p.Name != phase.Name).Select(p => book.Current(p.Name)?.Evidence).LastOrDefault(e => e is not null);
        return new PhaseView
        {
            Plan = plan,
            Space = PhaseSpace.Of(plan, book.With(decision), phase),
            Decision = decision,
            Budget = TrialAllocation.Of(plan, phase),
            EarlierNoise = before?.Spread ?? before?.Noise ?? 0,
        };
    }
}
