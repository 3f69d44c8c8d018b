using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance;

/// <summary>
/// A phase that ended or stopped, with all that it showed: its space, its trials and its verdict. What several rules ask
/// is computed once. Not safe for several threads at once.
/// </summary>
public sealed class FinishedPhase
{
    private const int FewestLeaders = 3;

    // a network that only guesses has about the loss of its first epoch; ten times that is no guessing any more
    private const double FarAbove = 10;

    private readonly PhaseView _view;
    private readonly Dictionary<int, FitCurves> _curves = [];
    private readonly Lazy<double> _searchNoise;
    private readonly Lazy<NoiseEstimate> _noise;
    private readonly Lazy<ImmutableArray<FrozenTrial>> _trainings;
    private readonly Lazy<FitVerdict> _fit;
    private readonly Lazy<ImmutableArray<FrozenTrial>> _leaders;
    private readonly Lazy<double> _firstLoss;

    private FinishedPhase(PhaseView view)
    {
        _view = view;
        _searchNoise = new Lazy<double>(() => view.Noise);
        _noise = new Lazy<NoiseEstimate>(() => PhaseFit.NoiseOf(view, Holding));
        Search = PhaseTrials.Ranked(view.Trials, view.Direction);
        Complete = [.. Search.Where(t => t is { State: TrialState.Complete, Value: { } v } && double.IsFinite(v))];
        Explored = [.. Complete.Where(t => t.Round != RoundNames.Refine)];
        Baseline = PhaseTrials.Baseline(view.Trials);
        Holding = Trials.FirstOrDefault(t => t.Number == view.Decision.Evidence?.Trial) ?? Baseline;
        _trainings = new Lazy<ImmutableArray<FrozenTrial>>(() => PhaseFit.Trainings(Trials, Holding));
        _fit = new Lazy<FitVerdict>(() => PhaseFit.Of(Trainings, view.Direction, Noise.Deviation));
        _leaders = new Lazy<ImmutableArray<FrozenTrial>>(FindLeaders);
        _firstLoss = new Lazy<double>(() => PhaseStatistics.Median([.. Search.Select(t => Curves(t).TrainLoss).Where(c => c.Length > 0 && double.IsFinite(c[0].Value)).Select(c => c[0].Value)]));
    }

    /// <summary>Gets the plan.</summary>
    public Plan Plan => _view.Plan;

    /// <summary>Gets the phase.</summary>
    public PlanPhase Phase => _view.Space.Phase;

    /// <summary>Gets the decision; one that is open has no evidence yet.</summary>
    public Decision Decision => _view.Decision;

    /// <summary>Gets the trials of its study.</summary>
    public IReadOnlyList<FrozenTrial> Trials => _view.Trials;

    /// <summary>Gets the phase with the ranges that hold now.</summary>
    internal PhaseSpace Space => _view.Space;

    /// <summary>Gets which values are better.</summary>
    internal StudyDirection Direction => _view.Direction;

    /// <summary>Gets the epochs of a full training.</summary>
    internal int Epochs => _view.Epochs;

    /// <summary>Gets the search trials that the phase may have.</summary>
    internal int Budget => _view.Budget;

    /// <summary>Gets how the trials are shared among rounds.</summary>
    internal RoundQuota Quota => _view.Quota;

    /// <summary>Gets the finished search trials, best first.</summary>
    internal ImmutableArray<FrozenTrial> Search { get; }

    /// <summary>Gets the complete search trials with a finite value, best first.</summary>
    internal ImmutableArray<FrozenTrial> Complete { get; }

    /// <summary>Gets those of <see cref="Complete"/> that no sampler aimed at a winner: all rounds but refine.</summary>
    internal ImmutableArray<FrozenTrial> Explored { get; }

    /// <summary>Gets the search trial of the baseline, or null.</summary>
    internal FrozenTrial? Baseline { get; }

    /// <summary>Gets the trial of what holds after the phase: the winner, else the baseline; null where neither is there.</summary>
    internal FrozenTrial? Holding { get; }

    /// <summary>Gets the best complete search trial, or null.</summary>
    internal FrozenTrial? Best => Complete.FirstOrDefault();

    /// <summary>Gets the noise as it was known while the phase searched.</summary>
    internal double SearchNoise => _searchNoise.Value;

    /// <summary>Gets the noise between seeds near the best, pooled over the retrained candidates and a baseline that was kept; without them what was known while searching, with 0 degrees.</summary>
    internal NoiseEstimate Noise => _noise.Value;

    /// <summary>Gets with how many fresh seeds the candidate trained that was judged; 0 where none trained with all.</summary>
    internal int LeaderSeeds => AdoptionTest.Leader(ConfirmRound.Groups(_view), Math.Max(1, Phase.Search.ConfirmSeeds), Direction)?.Values.Length ?? 0;

    /// <summary>Gets all trainings of what holds after the phase, with the search's seed and with fresh ones.</summary>
    internal ImmutableArray<FrozenTrial> Trainings => _trainings.Value;

    /// <summary>Gets how what holds after the phase fits; the phase's decision says the same.</summary>
    internal FitVerdict Fit => _fit.Value;

    /// <summary>Gets the trainings that tell how long and how well the model trains: all of what holds now; with fewer than three of those the best of the search too.</summary>
    internal ImmutableArray<FrozenTrial> Leaders => _leaders.Value;

    /// <summary>Gathers a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions; the phase's own is among them.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="trials">The trials of its study.</param>
    /// <returns>The phase.</returns>
    /// <exception cref="HyperException">There is no decision on the phase.</exception>
    public static FinishedPhase Of(Plan plan, DecisionBook book, PlanPhase phase, IReadOnlyList<FrozenTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(trials);
        var decision = book.Current(phase.Name)
            ?? throw new HyperException($"Only a phase that began can be judged, but '{phase.Name}' did not. Run it: dotnet hyper phase next");
        return new FinishedPhase(PhaseView.Of(plan, book, phase, decision) with { Trials = trials });
    }

    /// <summary>Gets the lead of a value over another, positive where it is better.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reference">What it is compared with.</param>
    internal double Lead(double value, double reference) => PhaseTrials.Lead(value, reference, Direction);

    /// <summary>Reads the curves of a trial; each trial is read once.</summary>
    /// <param name="trial">The trial.</param>
    internal FitCurves Curves(FrozenTrial trial)
    {
        if (!_curves.TryGetValue(trial.Number, out var curves))
        {
            _curves[trial.Number] = curves = FitCurves.Of(trial);
        }

        return curves;
    }

    /// <summary>Tells whether a training diverged: to no number, or to a training loss far above the one with which trainings of this phase begin.</summary>
    /// <param name="trial">The trial.</param>
    internal bool HasDiverged(FrozenTrial trial) =>
        PhaseStatistics.HasDiverged(trial) || (Curves(trial).TrainLoss is [.., var last] && _firstLoss.Value > 0 && !(last.Value <= FarAbove * _firstLoss.Value));

    /// <summary>Tells whether a training gave no value that counts.</summary>
    /// <param name="trial">The trial.</param>
    internal bool HasFailed(FrozenTrial trial) => trial.State == TrialState.Fail || HasDiverged(trial);

    private ImmutableArray<FrozenTrial> FindLeaders()
    {
        var others = Complete.Where(t => !Trainings.Contains(t)).Take(Math.Max(0, FewestLeaders - Trainings.Length));
        return [.. Trainings, .. others];
    }
}
