using HyperScaffold.Contracts;
using HyperScaffold.Runtime.Tests.Workers;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class PostgresStorageTests(PostgresServer server) : StorageContract, IClassFixture<PostgresServer>
{
    private readonly Lazy<string> _url = new(server.NewDatabase);

    protected override IStorage Open() => StorageFactory.Open(_url.Value);

    [Fact]
    public void Eight_processes_claim_two_hundred_waiting_trials_once_each()
    {
        using var storage = Open();
        var study = storage.CreateStudy("race", StudyDirection.Minimize);
        for (var i = 0; i < 200; i++)
        {
            storage.Add(study.Id, new NewTrial { State = TrialState.Waiting });
        }

        var claimed = ClaimRace.Run(ToyProject.Program, _url.Value, "race", 8);

        Assert.Equal(Enumerable.Range(0, 200), claimed.SelectMany(c => c).Order());
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
    public void A_database_that_is_not_there_is_named()
    {
        var absent = _url.Value.Replace("/test", "/absent", StringComparison.Ordinal);

        Assert.Contains("createdb", Assert.Throws<HyperException>(() => StorageFactory.Open(absent)).Message, StringComparison.Ordinal);
    }
}
