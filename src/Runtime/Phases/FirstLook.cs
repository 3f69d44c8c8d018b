using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// What a confirm round shows once the better half of the candidates has all its seeds, and where the trainings go that
/// the other half did not get. What is trained after it does not change it, so that a round may be interrupted anywhere.
/// </summary>
internal sealed class FirstLook
{
    private readonly PhaseView _view;
    private readonly HashSet<int> _better;
    private readonly ConfirmGroup _baseline;
    private readonly ImmutableArray<ConfirmGroup> _groups;
    private readonly AdoptionVerdict _verdict;

    /// <summary>Initializes a new instance of the <see cref="FirstLook"/> class.</summary>
    /// <param name="view">The phase; every candidate has one seed, and the better half all.</param>
    /// <param name="better">The better half.</param>
    public FirstLook(PhaseView view, ImmutableArray<FrozenTrial> better)
    {
        _view = view;
        _better = [.. better.Select(b => b.Number)];
        var seen = view with { Trials = [.. view.Trials.Where(t => PhaseTrials.IsSearch(t) || PhaseTrials.IsTakenOver(t) || IsEarly(t))] };
        _baseline = ConfirmRound.Baseline(seen);
        _groups = ConfirmRound.Groups(seen);
        _verdict = AdoptionTest.Judge(_baseline, _groups, Seeds, Row, view.Direction);
    }

    /// <summary>Gets a value indicating whether a candidate leads the baseline by more than chance, whatever the other half shows.</summary>
    public bool IsClear => _verdict.Trial is not null;

    /// <summary>Gets the candidates that were left after one seed and have not failed, where that seed does not trail the leader by more than chance: the best of all may be among them.</summary>
    public IEnumerable<FrozenTrial> Rest => ConfirmRound.Candidates(_view)
        .Where(c => !_better.Contains(c.Number) && !ConfirmTrials.HasFailed(_view.Trials, c.Number))
        .Where(c => ConfirmTrials.Value(_view.Trials, c.Number, ConfirmRound.FirstSeed) is { } seed && PhaseTrials.Lead(_verdict.Best ?? seed, seed, _view.Direction) <= _verdict.Threshold);

    /// <summary>Gets the candidate that is judged.</summary>
    public IEnumerable<FrozenTrial> Leader
    {
        get
        {
            var leader = AdoptionTest.Leader(_groups, Seeds, _view.Direction)?.Trial;
            return _view.Trials.Where(t => t.Number == leader);
        }
    }

    /// <summary>Gets how many more seeds for the leader and the baseline were saved; 0 where these could not show a lead to be beyond chance.</summary>
    public int More
    {
        get
        {
            var paid = _view.Trials.Count(t => !PhaseTrials.IsSearch(t) && !PhaseTrials.IsTakenOver(t) && ConfirmTrials.Seed(t.UserAttributes) < ConfirmRound.FirstSeed + Seeds);
            var more = (((_groups.Length + 1) * Seeds) - paid) / 2;
            return more > 0 && AdoptionTest.CouldTell(_baseline, _groups, (Seeds, more), Row, _view.Direction) ? more : 0;
        }
    }

    private int Seeds => _view.Settings.ConfirmSeeds;

    private double Row => Noise.Row(_view.Trials);

    // of the other half the first seed alone, and of the better half and the baseline what was asked for
    private bool IsEarly(FrozenTrial trial) => ConfirmTrials.Seed(trial.UserAttributes) - ConfirmRound.FirstSeed is var seed
        && (seed < 1 || (seed < Seeds && (PhaseTrials.IsBaseline(trial) || _better.Contains(ConfirmTrials.Candidate(trial)))));
}
