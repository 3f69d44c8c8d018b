using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.CommandTrainers;

public sealed class CommandTrialRunnerTests : IDisposable
{
    private static readonly SearchSpace Space = SearchSpace.Empty
        .Float("learning_rate", 1e-5, 1.0, log: true)
        .Categorical("batch_size", [16L, 32L])
        .Float("weight_decay", 1e-6, 0.1, log: true, disabled: 0)
        .Categorical("optimizer", ["sgd", "adam"])
        .Int("warmup", 1, 9, condition: new ParameterCondition("optimizer", [0]));

    private static readonly ImmutableSortedDictionary<string, object?> Values = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, object?>
    {
        ["learning_rate"] = 0.001,
        ["batch_size"] = 64L,
        ["weight_decay"] = 0.0,
        ["optimizer"] = "sgd",
        ["warmup"] = 5L,
        ["hidden"] = 128L,
    });

    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 0.9)]
    [InlineData(true, 0.7)]
    public void The_best_report_is_the_value_or_the_last_one_where_the_plan_says_so(bool useLast, double expected)
    {
        var trial = Run("""for v in 0.5 0.9 0.7; do i=$((i+1)); echo "{\"step\":$i,\"value\":$v,\"metrics\":{\"train_value\":$v}}"; done""", o => o with { UseLast = useLast });
        Assert.Equal((TrialState.Complete, expected), (trial.State, trial.Value));
        Assert.Equal([0.5, 0.9, 0.7], trial.IntermediateValues.Select(v => v.Value));
        Assert.Contains("\"train_value\": [[1, 0.5], [2, 0.9], [3, 0.7]]", trial.UserAttributes[TrialAttributes.Metrics], StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_is_the_value_whatever_was_reported() =>
        Assert.Equal(0.93, Run("""echo '{"step":1,"value":0.99}'; echo '{"result":0.93}'""").Value);

    [Fact]
    public void The_script_gets_suggested_values_over_frozen_ones_and_disabled_values_without_switches()
    {
        _folder.Options = _folder.Options with { Command = ["sh", "-c", "read line; echo \"$line\"; echo '{\"result\":1}'"] };
        var fixedValues = new Dictionary<string, object?> { ["learning_rate"] = 0.5, ["batch_size"] = 32L, ["use_weight_decay"] = false, ["optimizer"] = "adam" };
        RunAll(s => s.EnqueueTrial(fixedValues), new CommandTrialOptions { Space = Space, Values = Values, Disabled = Off, LogFolder = _folder.Root });
        Assert.Contains(
            """{"trial":0,"round":"explore","parameters":{"batch_size":32,"hidden":128,"learning_rate":0.5,"optimizer":"adam","warmup":5,"weight_decay":0.0},"epochs":30,""",
            File.ReadAllText(Path.Combine(_folder.Root, "0.log")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_switched_on_has_its_suggested_value()
    {
        _folder.Options = _folder.Options with { Command = ["sh", "-c", "read line; echo \"$line\"; echo '{\"result\":1}'"] };
        var fixedValues = new Dictionary<string, object?> { ["use_weight_decay"] = true, ["weight_decay"] = 0.01, ["optimizer"] = "sgd", ["warmup"] = 7L };
        var trial = RunAll(s => s.EnqueueTrial(fixedValues), new CommandTrialOptions { Space = Space, Values = Values, Disabled = Off, LogFolder = _folder.Root });
        var log = File.ReadAllText(Path.Combine(_folder.Root, "0.log"));
        Assert.Contains("\"weight_decay\":0.01", log, StringComparison.Ordinal);
        Assert.Contains("\"warmup\":7", log, StringComparison.Ordinal);
        Assert.DoesNotContain("use_weight_decay", log, StringComparison.Ordinal);
        Assert.Equal(true, trial.Parameters["use_weight_decay"].External);
    }

    [Fact]
    public void A_trial_that_the_pruner_gives_up_is_pruned()
    {
        var trial = Run("""for i in 1 2 3; do echo "{\"step\":$i,\"value\":0.$i}"; read answer; echo "$answer"; done""", pruner: new PruneAt(2));
        Assert.Equal((TrialState.Pruned, 2), (trial.State, trial.IntermediateValues.Length));
        Assert.Contains("""{"continue":false,"reason":"pruned"}""", File.ReadAllText(Path.Combine(_folder.Root, "0.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_command_keeps_its_reason()
    {
        var trial = Run("echo 'ValueError: no data' >&2; exit 3");
        Assert.Equal(TrialState.Fail, trial.State);
        Assert.Contains("exit code 3", trial.Reason, StringComparison.Ordinal);
        Assert.Contains("ValueError: no data", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diverged_training_fails_as_one_in_this_process_does()
    {
        var trial = Run("""echo '{"step":1,"value":0.5}'; echo '{"step":2,"value":NaN}'; sleep 600""");
        Assert.Equal((TrialState.Fail, 1), (trial.State, trial.IntermediateValues.Length));
        Assert.Contains("diverged", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_trial_is_handed_back()
    {
        using var source = new CancellationTokenSource();
        using var trainer = new CommandTrainer(Script("""echo '{"step":1,"value":1}'; exec sleep 600"""), TimeProvider.System);
        var runner = new CommandTrialRunner(trainer, new CommandTrialOptions { Space = SearchSpace.Empty, Values = Values });
        using var study = Study.Create("s", new StudyOptions());
        using var timer = new Timer(_ => source.Cancel(), null, 200, Timeout.Infinite);
        Assert.Throws<OperationCanceledException>(() => study.Optimize(runner.Evaluate, new OptimizeOptions { Trials = 1 }, source.Token));
        Assert.Equal(TrialState.Waiting, Assert.Single(study.Trials).State);
    }

    [Fact]
    public void The_final_training_names_its_best_report_and_the_test_score()
    {
        var script = Script("""read line; case "$line" in *'"test":true'*) ;; *) exit 9;; esac; echo '{"step":1,"value":0.5}'; echo '{"step":2,"value":0.9}'; echo '{"step":3,"value":0.8}'; echo '{"test":0.97}'""");
        var seen = new List<int>();
        var training = CommandTraining.Run(script, ScriptFolder.Trial, (StudyDirection.Maximize, false), (r => seen.Add(r.Step), TextWriter.Null), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((0.9, 2, 0.97), (training.Value, training.Step, training.Test));
        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public void A_final_training_that_fails_says_why()
    {
        var thrown = Assert.Throws<HyperException>(() => CommandTraining.Run(
            Script("exit 4"), ScriptFolder.Trial, (StudyDirection.Maximize, false), (_ => { }, TextWriter.Null), TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Contains("The final training failed. The command ended with exit code 4", thrown.Message, StringComparison.Ordinal);
    }

    private static ImmutableDictionary<string, object?> Off { get; } =
        ImmutableDictionary.Create<string, object?>(StringComparer.Ordinal).Add("weight_decay", 0.0);

    private CommandTrainerOptions Script(string script)
    {
        File.WriteAllText(Path.Combine(_folder.Root, "train.sh"), script);
        return _folder.Options;
    }

    private FrozenTrial Run(string script, Func<CommandTrialOptions, CommandTrialOptions>? change = null, IPruner? pruner = null)
    {
        _folder.Options = Script(script);
        var options = new CommandTrialOptions { Space = SearchSpace.Empty, Values = Values, LogFolder = _folder.Root };
        return RunAll(_ => { }, change is null ? options : change(options), pruner);
    }

    private FrozenTrial RunAll(Action<Study> prepare, CommandTrialOptions options, IPruner? pruner = null)
    {
        using var trainer = new CommandTrainer(_folder.Options, TimeProvider.System);
        var runner = new CommandTrialRunner(trainer, options);
        using var study = Study.Create("s", new StudyOptions { Direction = StudyDirection.Maximize, Epochs = 30, Space = options.Space, Pruner = pruner, PruneControlShare = 0 });
        prepare(study);
        study.Optimize(runner.Evaluate, new OptimizeOptions { Trials = 1, Catch = _ => true });
        return Assert.Single(study.Trials);
    }

    private sealed class PruneAt(int step) : IPruner
    {
        public PruneDecision Decide(PruneRequest request) => request.Trial.LastReport?.Step >= step ? PruneDecision.Stop("enough") : PruneDecision.Continue;
    }
}
