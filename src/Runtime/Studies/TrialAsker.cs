using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>Gets the next trial of a study: a waiting one first, otherwise a new one with the sampler's proposal.</summary>
/// <param name="storage">Where the study lies.</param>
/// <param name="record">The study.</param>
/// <param name="view">What is known of it.</param>
/// <param name="keeper">Keeps the trial.</param>
/// <param name="options">Lease, worker and controls.</param>
internal sealed class TrialAsker(IStorage storage, StudyRecord record, StudyView view, TrialKeeper keeper, StudyOptions options)
{
    private readonly QueueLook _queue = new(options.Time);
    private ClaimRequest _claim = new(options.Worker, options.Lease);

    /// <summary>Asks.</summary>
    /// <param name="settings">How.</param>
    /// <returns>The trial, or why there is none.</returns>
    public AskResult Ask(AskSettings settings)
    {
        lock (view.Gate)
        {
            var claim = _claim.Round == settings.Round ? _claim : _claim = _claim with { Round = settings.Round };
            if (IgnoresHistory(settings) && TakeUnread(settings, claim) is { } taken)
            {
                return Take(taken, settings, null);
            }

            Refresh();
            if (view.HasWaiting && storage.Claim(record.Id, claim) is { } waiting)
            {
                return Take(waiting, settings, null);
            }

            return settings.QueueOnly ? default : Create(settings, claim);
        }
    }

    /// <summary>Takes up a trial again that this worker asked for earlier, perhaps in another process.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="settings">How it was asked for.</param>
    /// <returns>The trial under an extended lease; null where this worker does not hold it, or no longer.</returns>
    public Trial? Resume(int number, AskSettings settings)
    {
        keeper.Reap();
        if (storage.Held(record.Id, number, options.Worker) is not { } held || storage.Beat([held.Lease], options.Lease).Count > 0)
        {
            return null;
        }

        lock (view.Gate)
        {
            view.Refresh();
            var trial = Begin(held, settings, new TrialPlan(held.Trial, settings.Space));
            trial.Restore(held.Trial);
            return trial;
        }
    }

    // to read what eight workers did takes longer than a short trial; the first ask reads what the study's parameters are,
    // and a pruner compares with trials that ended a moment ago
    private bool IgnoresHistory(AskSettings settings) => settings is { QueueOnly: false, Pruner: null }
        && view is { HasWaiting: false, LastId: > 0 }
        && settings.Sampler is IHistoryOptional sampler
        && RequestOf(settings, view.NextNumber) is { } request
        && sampler.IgnoresHistory(request);

    private ClaimedTrial? TakeUnread(AskSettings settings, ClaimRequest claim)
    {
        if (_queue.IsDue() && storage.Claim(record.Id, claim) is { } waiting)
        {
            return waiting;
        }

        var created = storage.Create(record.Id, claim with { QueueSeen = Math.Max(view.LastId, _queue.Seen) }, settings.Limit);
        _queue.Seen = created?.Trial.Id ?? _queue.Seen;
        return created;
    }

    private AskResult Create(AskSettings settings, ClaimRequest claim)
    {
        // proposed before the trial exists, so that an exhausted grid leaves no empty trial behind
        var expected = view.NextNumber;
        var early = Propose(settings, expected, null);
        if (early.IsExhausted)
        {
            return new AskResult(null, true);
        }

        // where points are counted, as many trials are made as there are points, whoever else asks meanwhile
        var limit = early.Left is { } left && view.IndexOf(expected, 0) + left < (settings.Limit ?? int.MaxValue) ? (int)(view.IndexOf(expected, 0) + left) : settings.Limit;
        if (storage.Create(record.Id, claim, limit) is { } created)
        {
            if (created.Trial.Number == expected)
            {
                return Take(created, settings, early);
            }

            // others were faster, and it matters what they took: workers that begin a round together would try one point
            Refresh();
            return Take(created, settings, null);
        }

        Refresh();
        return limit != settings.Limit && view.NextNumber > expected ? Create(settings, claim) : default;
    }

    // the storage hears of a running trial's parameters a moment late, and other asks of this process must not try the same
    // meanwhile. Who runs is asked first: a trial that is told between the two is then known by its plan or by its end
    private void Refresh()
    {
        var running = keeper.IsIdle ? [] : keeper.Running;
        view.Refresh();
        foreach (var trial in running)
        {
            view.Plan(trial.Number, trial.Scope.Planned);
        }
    }

    private AskResult Take(ClaimedTrial claimed, AskSettings settings, Proposal? early)
    {
        var space = SpaceOf(settings);
        var plan = new TrialPlan(claimed.Trial, space);
        early ??= Propose(settings, claimed.Trial.Number, plan);

        plan.Proposed = early;
        var trial = Begin(claimed, settings, plan);
        if (!early.SystemAttributes.IsEmpty)
        {
            foreach (var (key, json) in early.SystemAttributes)
            {
                trial.Journal.Add(new TrialFact.SystemAttributeSet(key, json));
            }
        }

        if (!early.IsExhausted)
        {
            return new AskResult(trial, false);
        }

        keeper.Finish(trial, new TrialFact.UserAttributeSet(TrialAttributes.Reason, PythonJson.Write("nothing was left to try")), new TrialFact.Ended(TrialState.Fail, null));
        return new AskResult(null, true);
    }

    private Trial Begin(ClaimedTrial claimed, AskSettings settings, TrialPlan plan)
    {
        var scope = new TrialScope(claimed.Lease, view, keeper, settings, plan, options.PruneControlShare);
        scope.StartTime();
        var trial = new Trial(claimed, scope);
        keeper.Keep(trial);
        return trial;
    }

    private SearchSpace SpaceOf(AskSettings settings) =>
        settings.Space.Parameters.Count > 0 ? settings.Space : view.History.Derive(static () => new LearnedSpace()).Space;

    private Proposal Propose(AskSettings settings, int number, TrialPlan? plan)
    {
        if (RequestOf(settings, number) is not { } request)
        {
            return Proposal.Nothing;
        }

        var proposal = settings.Sampler.Propose(plan is null ? request : request with { Fixed = plan.FixedIn(request.Space) });

        // what waits in the queue is run whatever was tried before, and a learned space says nothing of what is left
        var mayEnd = settings.Space.Parameters.Count > 0 && plan is not { Fixed.Count: > 0 };
        return proposal.IsExhausted && !mayEnd ? Proposal.Nothing : proposal;
    }

    // null where no parameter is known yet
    private SampleRequest? RequestOf(AskSettings settings, int number) => SpaceOf(settings) is not { Parameters.Count: > 0 } space ? null : new SampleRequest
    {
        Space = space,
        History = view.History,
        Number = number,
        Index = view.IndexOf(number, settings.Offset),
        Start = view.StartOf(settings.Offset),
        Seed = settings.Seed,
        Focus = settings.Focus,
        Peers = (settings.Pruner as IBracketed)?.PeersOf(view.History, number),
    };
}
