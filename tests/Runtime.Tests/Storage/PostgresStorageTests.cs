using HyperScaffold.Contracts;
using HyperScaffold.Runtime.Tests.Workers;
using HyperScaffold.Storage;
using HyperScaffold.Storage.Relational;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class PostgresStorageTests(PostgresServer server) : StorageContract, IClassFixture<PostgresServer>
{
    private readonly Lazy<string> _url = new(server.NewDatabase);

    protected override IStorage Open() => StorageFactory.Open(_url.Value);

    protected override Task Expire()
    {
        server.AwaitExpiry();
        return base.Expire();
    }

    [Fact]
    public void Lines_that_go_from_a_file_to_PostgreSQL_and_back_are_the_same()
    {
        using var folder = new TemporaryFolder();
        using var file = StorageFactory.Open(folder.Url());
        using var there = StorageFactory.Open(server.NewDatabase());
        using var back = new MemoryStorage();
        using (var study = Study.Create("ü's", new StudyOptions { Storage = file }))
        {
            study.SetUserAttribute("note", "\n\"ü\u0001");
            study.Optimize(
                t =>
                {
                    t.SetUserAttribute("nested", new object?[] { double.NaN, double.NegativeInfinity, 1.0, 1, null, "a" });
                    t.Report(double.NaN, 1);
                    t.Report(double.PositiveInfinity, 2);
                    return t.SuggestFloat("x", 0, 1) < 0 ? 0 : t.SuggestInt("n", 1, 3) == 2 ? throw new TrialPrunedException() : double.PositiveInfinity;
                },
                trials: 6);
            study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = 0.25 });
        }

        var lines = Lines(file);

        Assert.Equal((1, 7), StudyLines.Import(there, new StringReader(lines)));
        Assert.Equal(lines, Lines(there));
        StudyLines.Import(back, new StringReader(Lines(there)));
        Assert.Equal(lines, Lines(back));
    }

    [Fact]
    public void A_database_is_stamped_for_an_older_Optuna_and_upgraded_again()
    {
        var url = server.NewDatabase();
        using var storage = StorageFactory.Open(url);

        Assert.Equal("v3.0.0.d", StorageMaintenance.Stamp(url, "3.1"));
        Assert.Null(StorageMaintenance.Upgrade(url));
        Assert.Equal("v3.2.0.a", StorageMaintenance.Stamp(url, "4"));
    }

    private static string Lines(IStorage storage)
    {
        using var lines = new StringWriter { NewLine = "\n" };
        StudyLines.Export(storage, storage.ListStudies()[0], lines);
        return lines.ToString();
    }

    [Fact]
    public void Thirty_two_processes_claim_a_thousand_waiting_trials_once_each()
    {
        using var storage = Open();
        var study = storage.CreateStudy("race", StudyDirection.Minimize);
        ClaimRace.Enqueue(storage, study.Id);

        var claimed = ClaimRace.Run(ToyProject.Program, _url.Value, "race");

        Assert.Equal(Enumerable.Range(0, ClaimRace.Trials), claimed.SelectMany(c => c).Order());
        Assert.All(storage.Read(study.Id, StudyCursor.Start).Trials, t => Assert.Equal((TrialState.Complete, (double)t.Number), (t.State, t.Value)));
    }

    [Fact]
    public async Task A_restart_of_the_server_loses_nothing_that_was_told()
    {
        using var storage = Open();
        using var study = Study.Create("restart", new StudyOptions { Storage = storage });
        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 3);
        var trial = study.Ask();
        trial.SuggestFloat("x", 0, 1);
        trial.Report(0.5, 1);

        server.Stop();
        var telling = Task.Run(() => study.Tell(trial, 0.5), TestContext.Current.CancellationToken);
        server.Start();
        await telling;

        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 2);
        Assert.Equal(6, study.Trials.Count);
        Assert.Equal((0.5, 1), (study.Trials[3].Value, study.Trials[3].IntermediateValues.Length));
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Fact]
    public void Optuna_reads_a_study_on_the_server_and_adds_to_it()
    {
        using var storage = Open();
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        study.Optimize(t => t.SuggestFloat("x", 0, 1) + t.SuggestInt("n", 1, 3), trials: 3);

        var seen = Python.Run("""
            import sys, optuna
            from optuna.storages import RDBStorage
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            study = optuna.load_study(study_name="digits", storage=RDBStorage(sys.argv[1], skip_compatibility_check=True))
            before = len(study.trials)
            study.optimize(lambda t: t.suggest_float("x", 0, 1) + t.suggest_int("n", 1, 3), n_trials=3)
            print(before, len(study.trials))
            """, _url.Value.Replace("postgresql://", "postgresql+psycopg2://", StringComparison.Ordinal));

        Assert.Equal("3 6", seen);
        Assert.Equal(6, study.Trials.Count(t => t.State == TrialState.Complete));
    }

    [Fact]
    public void A_process_that_is_stopped_within_a_transaction_holds_its_locks_for_ten_seconds_at_most()
    {
        using var dialect = new PostgresDialect(PostgresAddress.Parse(server.NewDatabase()), TimeProvider.System);

        Assert.Equal("10s", dialect.Look(s => s.Text("SHOW idle_in_transaction_session_timeout")));
        Assert.Equal("10s", dialect.Look(s => s.Text("SHOW idle_in_transaction_session_timeout")));
    }

    [Fact]
    public void A_database_that_is_not_there_is_named()
    {
        var absent = _url.Value.Replace("/test", "/absent", StringComparison.Ordinal);

        Assert.Contains("createdb", Assert.Throws<HyperException>(() => StorageFactory.Open(absent)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("guarded", "PGPASSFILE")]
    [InlineData("guarded:wrong", "PGPASSFILE")]
    [InlineData("guest", "lacks a right")]
    public void A_user_that_the_server_refuses_is_told_the_remedy(string user, string expected)
    {
        var url = _url.Value.Replace("hyper@", user + "@", StringComparison.Ordinal);

        var error = Assert.Throws<HyperException>(() => StorageFactory.Open(url));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong@", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_run_is_named_after_a_while()
    {
        var url = _url.Value.Replace("54331", "54999", StringComparison.Ordinal);

        Assert.Contains("could not be reached", Assert.Throws<HyperException>(() => StorageFactory.Open(url, new HastyTime())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optuna_and_we_work_in_one_study_at_once_and_share_its_queue()
    {
        using var storage = Open();
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        for (var i = 0; i < 20; i++)
        {
            study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = i / 20.0 });
        }

        var python = Task.Run(
            () => Python.Run(
                """
                import sys, optuna
                from optuna.storages import RDBStorage
                optuna.logging.set_verbosity(optuna.logging.ERROR)
                study = optuna.load_study(study_name="digits", storage=RDBStorage(sys.argv[1], skip_compatibility_check=True))
                kind = 0
                def objective(t):
                    x = t.suggest_float("x", 0, 1)
                    used = t.suggest_categorical("use_decay", [False, True])
                    if used: t.suggest_float("decay", 1e-6, 0.1, log=True)
                    t.report(float("inf"), 1)
                    if kind % 3 == 0: raise optuna.TrialPruned()
                    if kind % 3 == 1: raise ValueError("bad")
                    return -float("inf") if kind % 2 else x
                while kind < 15:
                    try:
                        study.optimize(objective, n_trials=1, catch=(ValueError,))
                        kind += 1
                    except RuntimeError:
                        pass    # Optuna gives up where another took the waiting trial that it looked at
                print("done")
                """,
                _url.Value.Replace("postgresql://", "postgresql+psycopg2://", StringComparison.Ordinal)),
            TestContext.Current.CancellationToken);
        do
        {
            study.Optimize(t => t.SuggestFloat("x", 0, 1) + t.SuggestFloat("decay", 1e-6, 0.1, log: true, disabled: 0), trials: 5);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        while (!python.IsCompleted);

        Assert.Equal("done", await python);
        var trials = study.Trials;
        Assert.Equal(Enumerable.Range(0, trials.Count), trials.Select(t => t.Number));
        Assert.DoesNotContain(trials, t => !t.IsFinished);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i / 20.0), trials.Take(20).Select(t => (double)t.Parameters["x"].External!));
        Assert.Contains(trials, t => t.Value == double.NegativeInfinity);
        Assert.Contains(trials, t => t.State == TrialState.Pruned && t.Value == double.PositiveInfinity);
    }

    /// <summary>A clock by which ten seconds pass between two looks.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _ticks;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, TimestampFrequency * 10);
    }
}
