using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Contracts;

/// <summary>What every storage promises.</summary>
public abstract class StorageContract : IDisposable
{
    private static readonly ClaimRequest Anyone = new("worker-1", TimeSpan.FromMinutes(1));
    private static readonly FloatDistribution Rate = new(1e-5, 0.1, log: true);
    private static readonly CategoricalDistribution Optimizer = new("sgd", "adam", null, true, 3L, 2.5);
    private readonly Lazy<IStorage> _storage;

    protected StorageContract() => _storage = new Lazy<IStorage>(Open);

    private IStorage Storage => _storage.Value;

    protected abstract IStorage Open();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void No_trial_is_created_while_one_waits_that_came_after_the_last_one_seen()
    {
        var study = Study();
        var first = Storage.Create(study, Anyone)?.Trial.Id ?? throw new InvalidOperationException();
        Assert.NotNull(Storage.Create(study, Anyone with { QueueSeen = first }));

        Storage.Add(study, new NewTrial { State = TrialState.Waiting });

        Assert.Null(Storage.Create(study, Anyone with { QueueSeen = first }));
        Assert.NotNull(Storage.Create(study, Anyone));
        var waiting = Storage.Claim(study, Anyone)?.Trial ?? throw new InvalidOperationException();
        Assert.NotNull(Storage.Create(study, Anyone with { QueueSeen = first }));

        Storage.Add(study, new NewTrial { State = TrialState.Waiting });
        var later = Storage.Create(study, Anyone)?.Trial.Id;
        Assert.True(later > waiting.Id);
        Assert.NotNull(Storage.Create(study, Anyone with { QueueSeen = later }));
    }

    [Fact]
    public void A_created_study_is_found_with_its_direction()
    {
        var created = Storage.CreateStudy("digits", StudyDirection.Maximize);

        var found = Storage.FindStudy("digits");

        Assert.Equal((created.Id, "digits", StudyDirection.Maximize), (found?.Id, found?.Name, found?.Direction));
        Assert.Null(Storage.FindStudy("letters"));
    }

    [Fact]
    public void A_second_study_of_one_name_is_refused_and_the_name_is_said()
    {
        Storage.CreateStudy("digits", StudyDirection.Minimize);

        var error = Assert.Throws<HyperException>(() => Storage.CreateStudy("digits", StudyDirection.Minimize));

        Assert.Contains("'digits'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_of_a_study_are_replaced_and_removed()
    {
        var study = Storage.CreateStudy("digits", StudyDirection.Minimize);
        Storage.SetStudyAttribute(study.Id, "note", "1");
        Storage.SetStudyAttribute(study.Id, "note", "\"ü\"");
        Storage.SetStudyAttribute(study.Id, "gone", "2");
        Storage.SetStudyAttribute(study.Id, "gone", null);
        Storage.SetStudyAttribute(study.Id, "qmc", "NaN", system: true);

        var found = Storage.FindStudy("digits");

        Assert.Equal([new("note", "\"ü\"")], found?.UserAttributes);
        Assert.Equal([new("qmc", "NaN")], found?.SystemAttributes);
    }

    [Fact]
    public void A_deleted_study_is_gone_and_others_stay()
    {
        var first = Study("first");
        var second = Study("second");
        Storage.Create(first, Anyone);
        Storage.Create(second, Anyone);

        Storage.DeleteStudy(first);

        Assert.Equal(["second"], Storage.ListStudies().Select(s => s.Name));
        Assert.Single(Storage.Read(second, StudyCursor.Start).Trials);
    }

    [Fact]
    public void Numbers_have_no_gaps_in_each_study()
    {
        var (first, second) = (Study("first"), Study("second"));

        int[] numbers = [New(first).Number, Storage.Add(second, Waiting()), Storage.Add(first, Waiting()), New(second).Number, New(first).Number];

        Assert.Equal([0, 0, 1, 1, 2], numbers);
    }

    [Fact]
    public void Facts_come_back_as_they_were_told()
    {
        var study = Study();
        var lease = New(study);
        Storage.Append(lease,
        [
            new TrialFact.ParameterSet("rate", new ParameterValue(Rate, 0.01)),
            new TrialFact.ParameterSet("optimizer", new ParameterValue(Optimizer, 2)),
            new TrialFact.Reported(new IntermediateValue(2, double.NaN)),
            new TrialFact.Reported(new IntermediateValue(1, double.PositiveInfinity)),
            new TrialFact.Reported(new IntermediateValue(3, 0.1 + 0.2)),
            new TrialFact.UserAttributeSet("note", "\"a\""),
            new TrialFact.SystemAttributeSet("completed_rung_0", "-Infinity"),
        ]);
        Storage.Append(lease, [new TrialFact.Ended(TrialState.Complete, double.NegativeInfinity)]);

        var trial = Assert.Single(Storage.Read(study, StudyCursor.Start).Trials);

        Assert.Equal((TrialState.Complete, double.NegativeInfinity), (trial.State, trial.Value));
        Assert.Equal(0.01, trial.Parameters["rate"].External);
        Assert.Null(trial.Parameters["optimizer"].External);
        Assert.Equal(Optimizer, trial.Parameters["optimizer"].Distribution);
        Assert.Equal([(1, double.PositiveInfinity), (2, double.NaN), (3, 0.1 + 0.2)], trial.IntermediateValues.Select(v => (v.Step, v.Value)));
        Assert.Equal("\"a\"", trial.UserAttributes["note"]);
        Assert.Equal("-Infinity", trial.SystemAttributes["completed_rung_0"]);
        Assert.True(trial.Start <= trial.End && trial.Start?.Kind == DateTimeKind.Utc);
    }

    [Fact]
    public void A_finished_trial_refuses_every_later_fact()
    {
        var study = Study();
        var lease = New(study);
        Storage.Append(lease, [new TrialFact.Ended(TrialState.Complete, 1)]);

        var error = Assert.Throws<LeaseLostException>(() => Storage.Append(lease, [new TrialFact.Ended(TrialState.Complete, 2)]));

        Assert.Contains("COMPLETE", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Storage.Read(study, StudyCursor.Start).Trials[0].Value);
    }

    [Theory]
    [InlineData(TrialState.Complete, double.NaN)]
    [InlineData(TrialState.Complete, null)]
    [InlineData(TrialState.Fail, 1.0)]
    public void An_outcome_that_contradicts_itself_is_refused(TrialState state, double? value)
    {
        var study = Study();

        Assert.Throws<HyperException>(() => Storage.Add(study, new NewTrial { State = state, Value = value }));
    }

    [Fact]
    public void A_trial_that_ended_elsewhere_is_added_whole()
    {
        var study = Study();
        var trial = new NewTrial
        {
            State = TrialState.Pruned,
            Value = 0.5,
            Parameters = ImmutableDictionary<string, ParameterValue>.Empty.Add("rate", new ParameterValue(Rate, 0.01)),
            IntermediateValues = [new IntermediateValue(1, 0.5)],
            UserAttributes = ImmutableDictionary<string, string>.Empty.Add("note", "1"),
            Start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            End = new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc),
        };

        Storage.Add(study, trial);

        var found = Assert.Single(Storage.Read(study, StudyCursor.Start).Trials);
        Assert.Equal((trial.State, trial.Value, trial.Start, trial.End), (found.State, found.Value, found.Start, found.End));
        Assert.Equal(trial.IntermediateValues, found.IntermediateValues);
        Assert.Equal(trial.Parameters["rate"], found.Parameters["rate"]);
    }

    [Fact]
    public void Waiting_trials_are_claimed_once_each_in_their_order()
    {
        var study = Study();
        Storage.Add(study, Waiting());
        Storage.Add(study, Waiting());

        int?[] claimed = [Storage.Claim(study, Anyone)?.Trial.Number, Storage.Claim(study, Anyone)?.Trial.Number, Storage.Claim(study, Anyone)?.Trial.Number];

        Assert.Equal([0, 1, null], claimed);
    }

    [Fact]
    public void A_claimed_trial_shows_what_was_enqueued()
    {
        var study = Study();
        Storage.Add(study, Waiting());

        var claimed = Storage.Claim(study, Anyone);

        Assert.Equal("{\"rate\": 0.01}", claimed?.Trial.SystemAttributes[TrialAttributes.FixedParameters]);
        Assert.Equal((TrialState.Running, 1), (claimed?.Trial.State, claimed?.Lease.Attempt));
    }

    [Fact]
    public void A_limit_counts_all_but_confirm_trials()
    {
        var study = Study();
        Storage.Create(study, Anyone with { Round = "explore" });
        Storage.Create(study, Anyone with { Round = TrialAttributes.ConfirmRound });
        Storage.Add(study, Waiting());

        Assert.Null(Storage.Create(study, Anyone, limit: 2));
        Assert.NotNull(Storage.Create(study, Anyone, limit: 3));
        Assert.NotNull(Storage.Create(study, Anyone with { CountedRound = "explore" }, limit: 2));
        Assert.Null(Storage.Create(study, Anyone with { CountedRound = "explore" }, limit: 1));
    }

    [Fact]
    public void A_reader_sees_what_changed_since_its_cursor()
    {
        var study = Study();
        var first = New(study);
        var second = New(study);
        Storage.Append(first, [new TrialFact.Ended(TrialState.Complete, 1)]);
        var read = Storage.Read(study, StudyCursor.Start);
        Storage.Append(second, [new TrialFact.Reported(new IntermediateValue(1, 0.5))]);
        New(study);

        var changes = Storage.Read(study, read.Cursor);
        Storage.Append(second, [new TrialFact.Ended(TrialState.Fail, null)]);
        var later = Storage.Read(study, changes.Cursor);

        Assert.Equal([0, 1], read.Trials.Select(t => t.Number));
        Assert.Equal([1, 2], changes.Trials.Select(t => t.Number));
        Assert.Equal(0.5, changes.Trials[0].LastReport?.Value);
        Assert.Contains(later.Trials, t => t.Number == 1 && t.State == TrialState.Fail);
        Assert.DoesNotContain(Storage.Read(study, later.Cursor).Trials, t => t.Number == 1);
    }

    [Fact]
    public void A_trial_handed_back_waits_with_its_values_and_without_its_reports()
    {
        var study = Study();
        var lease = Storage.Create(study, Anyone with { Round = "explore" })?.Lease ?? throw new InvalidOperationException();
        Storage.Append(lease,
        [
            new TrialFact.ParameterSet("rate", new ParameterValue(Rate, 0.01)),
            new TrialFact.ParameterSet("optimizer", new ParameterValue(Optimizer, 1)),
            new TrialFact.Reported(new IntermediateValue(1, 0.5)),
            new TrialFact.SystemAttributeSet("completed_rung_0", "1.0"),
            new TrialFact.HandedBack(),
        ]);

        var waiting = Assert.Single(Storage.Read(study, StudyCursor.Start).Trials);
        var again = Storage.Claim(study, Anyone);

        Assert.Equal((TrialState.Waiting, "explore"), (waiting.State, waiting.Round));
        Assert.Empty(waiting.Parameters);
        Assert.Empty(waiting.IntermediateValues);
        Assert.Equal([TrialAttributes.FixedParameters], waiting.SystemAttributes.Keys);
        Assert.Equal("{\"optimizer\": \"adam\", \"rate\": 0.01}", waiting.SystemAttributes[TrialAttributes.FixedParameters]);
        Assert.Equal((0, 1), (again?.Trial.Number, again?.Lease.Attempt));
        Assert.Throws<LeaseLostException>(() => Storage.Append(lease, [new TrialFact.Ended(TrialState.Complete, 1)]));
    }

    [Fact]
    public async Task An_expired_trial_fails_and_is_repeated_until_its_attempts_are_used_up()
    {
        var study = Study();
        var brief = new ClaimRequest("worker-1", TimeSpan.FromMilliseconds(1), "explore");
        var first = Storage.Create(study, brief)?.Lease ?? throw new InvalidOperationException();
        Storage.Append(first, [new TrialFact.ParameterSet("rate", new ParameterValue(Rate, 0.01))]);
        await Expire();

        Assert.Equal([0], Storage.Reap(study, null, maxAttempts: 2));
        var second = Storage.Claim(study, brief);
        await Expire();
        Assert.Equal([1], Storage.Reap(study, null, maxAttempts: 2));

        var trials = Storage.Read(study, StudyCursor.Start).Trials;
        Assert.Equal([TrialState.Fail, TrialState.Fail], trials.Select(t => t.State));
        Assert.All(trials, t => Assert.Equal(StorageAttributes.WorkerLost, t.Reason));
        Assert.Equal((2, "explore"), (second?.Lease.Attempt, second?.Trial.Round));
        Assert.Equal("[0]", trials[1].SystemAttributes[StorageAttributes.RetryHistory]);
        Assert.Equal("{\"rate\": 0.01}", trials[1].SystemAttributes[TrialAttributes.FixedParameters]);
        Assert.Throws<LeaseLostException>(() => Storage.Append(first, [new TrialFact.Ended(TrialState.Complete, 1)]));
    }

    [Fact]
    public async Task A_repeated_trial_counts_once_for_a_limit()
    {
        var study = Study();
        Storage.Create(study, Anyone with { Lease = TimeSpan.FromMilliseconds(1) });
        await Expire();
        Storage.Reap(study, null, maxAttempts: 3);

        Assert.NotNull(Storage.Create(study, Anyone, limit: 2));
        Assert.Null(Storage.Create(study, Anyone, limit: 2));
    }

    [Fact]
    public async Task A_dead_workers_trials_are_reaped_at_once_and_no_others()
    {
        var study = Study();
        Storage.Create(study, Anyone);
        Storage.Create(study, Anyone with { Worker = "worker-2" });

        Assert.Equal([1], Storage.Reap(study, "worker-2", maxAttempts: 3));
        await Expire();
        Assert.Empty(Storage.Reap(study, null, maxAttempts: 3));
    }

    [Fact]
    public async Task A_beat_keeps_a_trial_and_names_those_that_were_lost()
    {
        var study = Study();
        var kept = New(study, TimeSpan.FromMilliseconds(1));
        var lost = New(study, TimeSpan.FromMilliseconds(1));
        Assert.Empty(Storage.Beat([kept], TimeSpan.FromMinutes(1)));
        await Expire();

        Assert.Equal([lost.Number], Storage.Reap(study, null, maxAttempts: 1));
        Assert.Equal([lost], Storage.Beat([kept, lost], TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Threads_get_distinct_trials_and_numbers_without_gaps()
    {
        var study = Study();
        for (var i = 0; i < 20; i++)
        {
            Storage.Add(study, Waiting());
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 10)
            .Select(_ => (Storage.Claim(study, Anyone) ?? Storage.Create(study, Anyone))?.Trial.Number ?? -1).ToList())));

        Assert.Equal(Enumerable.Range(0, 40), taken.SelectMany(t => t).Order());
    }

    [Fact]
    public void Only_the_worker_that_holds_a_running_trial_finds_it_again()
    {
        var study = Storage.CreateStudy("digits", StudyDirection.Minimize).Id;
        var created = Storage.Create(study, Anyone)!;
        Storage.Append(created.Lease, [new TrialFact.ParameterSet("rate", new ParameterValue(Rate, 0.01))]);

        var held = Storage.Held(study, 0, "worker-1");

        Assert.Equal((created.Lease, 0.01), (held?.Lease, held?.Trial.Parameters["rate"].Internal));
        Assert.Null(Storage.Held(study, 0, "worker-2"));
        Assert.Null(Storage.Held(study, 1, "worker-1"));
        Storage.Append(held!.Lease, [new TrialFact.Ended(TrialState.Complete, 1)]);
        Assert.Null(Storage.Held(study, 0, "worker-1"));
    }

    [Fact]
    public void An_unknown_study_is_named_in_the_refusal()
    {
        var error = Assert.Throws<HyperException>(() => Storage.Add(4711, Waiting()));

        Assert.Contains("4711", error.Message, StringComparison.Ordinal);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_storage.IsValueCreated)
        {
            Storage.Dispose();
        }
    }

    private static NewTrial Waiting() => new()
    {
        State = TrialState.Waiting,
        SystemAttributes = ImmutableDictionary<string, string>.Empty.Add(TrialAttributes.FixedParameters, "{\"rate\": 0.01}"),
    };

    /// <summary>Waits until leases of 1 ms on the storage's own clock are over and may be taken for expired.</summary>
    protected virtual Task Expire() => Task.Delay(30, TestContext.Current.CancellationToken);

    private long Study(string name = "study") => Storage.CreateStudy(name, StudyDirection.Minimize).Id;

    private TrialLease New(long study, TimeSpan? lease = null) =>
        Storage.Create(study, Anyone with { Lease = lease ?? Anyone.Lease })?.Lease ?? throw new InvalidOperationException("no trial was created");
}
