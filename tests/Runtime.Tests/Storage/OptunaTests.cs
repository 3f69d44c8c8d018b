using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Storage;

/// <summary>Our files and Debian's Optuna 3.1.</summary>
public sealed class OptunaTests : IDisposable
{
    private const string Show = """
        import sys, optuna
        from optuna.storages import RDBStorage
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        study = optuna.load_study(study_name="digits", storage=RDBStorage(sys.argv[1], skip_compatibility_check=True))
        print(study.direction.name, len(study.trials), study.best_trial.number, repr(study.best_value))
        for t in study.trials:
            print(t.number, t.state.name, t.value, sorted(t.params.items(), key=lambda p: p[0]), sorted(t.intermediate_values.items()), sorted(t.user_attrs.items()), t.system_attrs.get("fixed_params"))
        """;

    private const string Extend = """
        import sys, optuna
        from optuna.storages import RDBStorage
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        study = optuna.load_study(study_name="digits", storage=RDBStorage(sys.argv[1], skip_compatibility_check=True), sampler=optuna.samplers.TPESampler(seed=1))
        def objective(t):
            x = t.suggest_float("rate", 1e-5, 0.1, log=True)
            kind = t.suggest_categorical("optimizer", ["sgd", "adam", None])
            used = t.suggest_categorical("use_decay", [False, True])
            if used: t.suggest_float("decay", 1e-6, 0.1, log=True)
            t.report(float("nan"), 1); t.report(x, 2)
            if t.number % 3 == 0: raise optuna.TrialPruned()
            if t.number % 3 == 1: raise ValueError("bad")
            return float("inf") if t.number % 2 else -x
        study.optimize(objective, n_trials=12, catch=(ValueError,))
        study.enqueue_trial({"rate": 0.05, "optimizer": None, "use_decay": True, "decay": 0.01}, user_attrs={"from": "python"})
        print(len(study.trials))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Optuna_sees_the_trials_that_we_wrote()
    {
        using var study = Ours();

        var lines = Python.Run(Show, _folder.Url()).Split('\n');

        Assert.Equal("MAXIMIZE 5 1 0.75", lines[0]);
        Assert.StartsWith("1 COMPLETE 0.75 [", lines[2], StringComparison.Ordinal);
        Assert.Contains("('optimizer', 'adam'), ('rate', 0.01), ('use_decay', False)] [(1, nan), (2, inf), (3, 0.75)] [('note', [1, None])]", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("2 PRUNED 0.25", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("3 FAIL None", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("4 WAITING None [] [] [] {'rate': 0.02}", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Optunas_sampler_adds_trials_that_we_read_and_continue()
    {
        using var study = Ours();

        Assert.Equal("17", Python.Run(Extend, _folder.Url()));

        var trials = study.Trials;
        var mine = study.Ask();
        Assert.Equal(Enumerable.Range(0, 17), trials.Select(t => t.Number));
        Assert.Equal(3, new[] { TrialState.Pruned, TrialState.Fail, TrialState.Complete }.Count(s => trials.Skip(4).Any(t => t.State == s)));
        Assert.Contains(trials, t => t.Value == double.PositiveInfinity);
        Assert.Contains(trials, t => t.IntermediateValues.Length == 2 && double.IsNaN(t.IntermediateValues[0].Value));
        Assert.Equal(16, mine.Number);
        Assert.Equal((0.05, null, 0.01), (mine.SuggestFloat("rate", 1e-5, 0.1, log: true), mine.SuggestCategorical<string?>("optimizer", ["sgd", "adam", null]), mine.SuggestFloat("decay", 1e-6, 0.1, log: true, disabled: 0)));
        study.Tell(mine, 0.9);
        study.Optimize(Objective, trials: 3);
        Assert.Equal(20, study.Trials.Count);
        Assert.Contains("\"python\"", study.Trials[16].UserAttributes["from"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_Optuna_made_is_read_and_continued()
    {
        Python.Run("""
            import sys, optuna
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            study = optuna.create_study(study_name="digits", storage=sys.argv[1])
            study.optimize(lambda t: (t.suggest_float("x", -5, 5) - 2) ** 2 + t.suggest_int("n", 1, 3), n_trials=8)
            """, _folder.Url());

        using var storage = StorageFactory.Open(_folder.Url());
        using var study = Study.Load("digits", new StudyOptions { Storage = storage });
        var best = study.BestValue;
        study.Optimize(t => Math.Pow(t.SuggestFloat("x", -5, 5) - 2, 2) + t.SuggestInt("n", 1, 3), trials: 5);

        Assert.Equal(13, study.Trials.Count);
        Assert.True(study.BestValue <= best);
        Assert.Equal("13", Python.Run("""
            import sys, optuna
            print(len(optuna.load_study(study_name="digits", storage=sys.argv[1]).trials))
            """, _folder.Url()));
    }

    [Fact]
    public void Optuna_deletes_a_study_of_ours()
    {
        Ours().Dispose();

        Python.Run("""
            import sys, optuna
            optuna.delete_study(study_name="digits", storage=optuna.storages.RDBStorage(sys.argv[1], skip_compatibility_check=True))
            """, _folder.Url());

        using var storage = StorageFactory.Open(_folder.Url());
        Assert.Empty(storage.ListStudies());
    }

    private static double Objective(Trial trial)
    {
        var rate = trial.SuggestFloat("rate", 1e-5, 0.1, log: true);
        trial.SuggestCategorical<string?>("optimizer", ["sgd", "adam", null]);
        trial.SuggestFloat("decay", 1e-6, 0.1, log: true, disabled: 0);
        return rate;
    }

    private Study Ours()
    {
        var storage = StorageFactory.Open(_folder.Url());
        var study = Study.Create("digits", new StudyOptions { Storage = storage, Direction = StudyDirection.Maximize });
        study.Optimize(Objective, trials: 1);
        study.EnqueueTrial(new Dictionary<string, object?> { ["rate"] = 0.01, ["optimizer"] = "adam", ["decay"] = 0 }, new Dictionary<string, object?> { ["note"] = new object?[] { 1, null } });
        var trial = study.Ask();
        Objective(trial);
        trial.Report(double.NaN, 1);
        trial.Report(double.PositiveInfinity, 2);
        trial.Report(0.75, 3);
        study.Tell(trial, trial.LastReported);
        var pruned = study.Ask();
        Objective(pruned);
        pruned.Report(0.25, 1);
        study.Tell(pruned, TrialState.Pruned);
        study.Tell(study.Ask(), TrialState.Fail, "because");
        study.EnqueueTrial(new Dictionary<string, object?> { ["rate"] = 0.02 });
        return study;
    }
}
