using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Tests.Commands;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class PhaseCostTests
{
    private const string Text = """
        version: 1
        name: parabola
        metric: { name: score, goal: maximize }
        budget: { epochs: 30, BUDGET }
        trainer: { command: ["no-such-trainer-of-this-test"] }
        parameters:
          rate:  { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
        phases:
          - { name: rate,  question: Which?, tune: [rate],  trials: 20 }
          - { name: decay, question: How?,   tune: [decay], trials: 20 }
        search: { seed: 1, workers: 2 }
        """;

    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_phase_that_exceeds_the_budget_is_refused_where_nobody_can_be_asked_and_nothing_is_started()
    {
        using var project = new TempProject(Text.Replace("BUDGET", "hours: 1, trial_minutes: 10", StringComparison.Ordinal));
        var run = ToolRun.In(project.Folder, "phase", "next", "--json");
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
        Assert.Equal(
            "hyper: error: Phase 'rate' takes about 2.7 hours (3.3 hours of one worker to search and at most 2 hours to confirm, at 20 s an epoch, 2 workers), and the plan's budget.hours has 60 minutes left. "
            + "Nothing was started. Raise budget.hours in hyper.yaml, or start all the same with --yes: once the budget is spent no new trial starts.\n",
            run.Error);
        Assert.False(File.Exists(project.PathOf("hyper.decisions.yaml")));
        using var storage = StorageFactory.Open("sqlite:///" + project.PathOf(".hyper/studies.db"));
        Assert.Null(storage.FindStudy("parabola-rate"));
    }

    [Fact]
    public void With_yes_it_goes_on_after_it_has_told_the_cost()
    {
        using var project = new TempProject(Text.Replace("BUDGET", "hours: 1, trial_minutes: 10", StringComparison.Ordinal));
        var run = ToolRun.In(project.Folder, "phase", "next", "--yes");
        Assert.Contains(
            "  cost: 20 search trials x 30 epochs x 20 s an epoch (the plan's guess) = 3.3 hours of one worker; what pruning saves shows once some trials are trained to the end; "
            + "confirm apart: at most 12 trainings, 2 hours; together about 2.7 hours with 2 workers; the budget has 60 minutes left\n",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
        Assert.Contains("no-such-trainer-of-this-test", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(project.PathOf("hyper.decisions.yaml")));
    }

    [Fact]
    public void What_cost_measured_before_any_phase_is_what_a_phase_counts_with()
    {
        using var project = new TempProject(Text.Replace("BUDGET", "hours: 1, trial_minutes: 10", StringComparison.Ordinal));
        MeasuredEpoch.Write(ProjectFolder.Open(project.Folder, new ToolEnvironment(project.Folder, _ => null)), 0.5);
        Assert.Contains("20 search trials x 30 epochs x 500 ms an epoch (measured) = 5 minutes of one worker", ToolRun.In(project.Folder, "phase", "next").Error, StringComparison.Ordinal);
        Assert.Contains("Measured by an earlier dotnet hyper cost --measure: 500 ms an epoch.", ToolRun.In(project.Folder, "cost").Out, StringComparison.Ordinal);

        File.WriteAllText(project.PathOf(".hyper/epoch.json"), "{");
        Assert.Contains("By the plan's guess", ToolRun.In(project.Folder, "cost").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("yes\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    public void On_a_terminal_the_question_stands_with_its_numbers_and_only_a_yes_starts(string answer, bool starts)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, new StringReader(answer), isInteractive: true, new ToolEnvironment(".", _ => null));
        var consent = new BudgetConsent(terminal, yes: false);
        var refused = Record.Exception(() => consent.Require("rate", Estimate() with { HoursLeft = 0.001 }));
        Assert.Equal(starts, refused is null);
        Assert.True(refused is null or (HyperException and not UsageException), refused?.Message);
        Assert.EndsWith("has 3.6 s left. Once the budget is spent no new trial starts. Start all the same? [y/N] ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_ends_the_question_too()
    {
        using var silent = new SilentReader();
        using var shutdown = new CancellationTokenSource(50);
        using var talk = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextWriter.Null, talk, silent, isInteractive: true, new ToolEnvironment(".", _ => null));

        Assert.ThrowsAny<OperationCanceledException>(() => new BudgetConsent(terminal, yes: false, shutdown.Token).Require("rate", Estimate() with { HoursLeft = 0.001 }));
        Assert.EndsWith("\n", talk.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, null, false)]
    [InlineData(0.1, null, true)]
    [InlineData(null, 10.0, false)]
    [InlineData(null, 0.5, true)]
    [InlineData(null, null, false)]
    public void Hours_and_cost_that_are_left_are_compared_with_the_whole_phase(double? hours, double? cost, bool refuses)
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, TextReader.Null, isInteractive: false, new ToolEnvironment(".", _ => null));
        var estimate = Estimate() with { HoursLeft = hours, CostLeft = cost, CostPerHour = 1 };
        var refused = Record.Exception(() => new BudgetConsent(terminal, yes: false).Require("rate", estimate));
        Assert.Equal(refuses, refused is UsageException);
        Assert.Null(Record.Exception(() => new BudgetConsent(terminal, yes: true).Require("rate", estimate)));
    }

    [Fact]
    public void A_cost_without_a_time_is_told_in_epochs_and_never_refused()
    {
        var estimate = Estimate() with { EpochSeconds = null, Saving = 0.44, HoursLeft = 0 };
        Assert.Equal("  cost: 20 search trials x 30 epochs; pruning should save 44 % of it; confirm apart: at most 12 trainings; no time measured yet", CostText.Line(estimate));
        Assert.False(estimate.ExceedsHours);
    }

    [Fact]
    public void A_phase_with_nothing_left_to_search_says_so()
    {
        Assert.StartsWith("  cost: nothing left to search; 2 s an epoch (measured); confirm apart: at most 12 trainings, 12 minutes; ", CostText.Line(Estimate() with { Trials = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_saving_is_taken_off_the_search_and_not_off_confirming()
    {
        var estimate = Estimate() with { Saving = 0.5, Workers = 1 };
        Assert.Equal((1200.0, 720.0, 1320.0), (estimate.SearchSeconds, estimate.ConfirmSeconds, estimate.Seconds));
    }

    [Fact]
    public void Earlier_studies_give_the_time_of_an_epoch_the_saving_and_what_is_left_of_the_hours()
    {
        var (plan, book, storage) = Measured();
        using (storage)
        {
            var estimate = PhaseEstimator.Of(plan, book, plan.Phases[1], storage, 2);
            Assert.Equal((20, 30, 12, true), (estimate.Trials, estimate.Epochs, estimate.ConfirmTrainings, estimate.IsMeasured));
            Assert.Equal(2.0, estimate.EpochSeconds!.Value, 6);
            // 10 trials of 30 epochs one after another took 600 s of the hour
            Assert.Equal(50.0 / 60, estimate.HoursLeft!.Value, 6);
            Assert.InRange(estimate.Saving!.Value, 0.3, 0.8);
        }
    }

    [Fact]
    public void A_phase_that_goes_on_costs_what_is_left_of_it()
    {
        var (plan, book, storage) = Measured();
        using (storage)
        {
            var open = book.With(book.Decisions[0] with { State = DecisionState.Open, Evidence = null });
            Assert.Equal(10, PhaseEstimator.Of(plan, open, plan.Phases[0], storage, 2).Trials);
        }
    }

    [Fact]
    public void The_last_percent_is_what_was_spent_after_nearly_all_of_the_gain_was_there()
    {
        // the baseline has 0; trial 4 has 0.992 of the gain of trial 8
        double[] values = [0, 0.3, 0.2, 0.5, 0.992, 0.4, 0.1, 0.6, 1.0, 0.2];
        var last = LastPercent.Of([.. values.Select((v, i) => Trial(i, v))], StudyDirection.Maximize);
        Assert.Equal(new LastPercent(5, 150, 10, 300), last);
        Assert.Equal("its last 1 % took 5 of 10 search trials and 150 of 300 epochs", CostText.Gain(last));
        Assert.Null(LastPercent.Of([Trial(0, 1), Trial(1, 0.5)], StudyDirection.Maximize));
        Assert.Equal("the search gained nothing over its baseline", CostText.Gain(null));
        Assert.Equal("not known, since the baseline did not train to its end", CostText.Gain(null, hasBaseline: false));
    }

    [Fact]
    public void A_grid_is_told_in_trainings_epochs_and_the_time_that_the_phase_measured()
    {
        var plan = PlanFile.Parse(Text.Replace("BUDGET", "hours: 1", StringComparison.Ordinal), "hyper.yaml");
        var phase = plan.Phases[0] with { Tune = ["rate", "decay"] };
        var text = CostText.Grid(plan, phase, new DecisionEvidence { Epochs = 200, ConfirmEpochs = 100, Seconds = 600 });
        Assert.Equal("5 points for each range would be 30 trainings, 900 epochs, 30 minutes of one worker", text);
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0004, "less than 1 ms")]
    [InlineData(0.0121, "12 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(99.4, "99.4 s")]
    [InlineData(100, "1.7 minutes")]
    [InlineData(5970, "1.7 hours")]
    [InlineData(259_200, "3 days")]
    public void Times_have_the_unit_that_people_would_use(double seconds, string expected) => Assert.Equal(expected, CostText.Time(seconds));

    private static PhaseEstimate Estimate() => new() { Trials = 20, Epochs = 30, ConfirmTrainings = 12, EpochSeconds = 2, IsMeasured = true, Workers = 2 };

    private static (Plan Plan, DecisionBook Book, IStorage Storage) Measured()
    {
        var plan = PlanFile.Parse(Text.Replace("BUDGET", "hours: 1", StringComparison.Ordinal), "hyper.yaml");
        var storage = StorageFactory.Open("memory:");
        var study = storage.CreateStudy("parabola-rate", StudyDirection.Maximize);
        for (var i = 0; i < 10; i++)
        {
            var trial = Trial(i, i);
            storage.Add(study.Id, new NewTrial { State = trial.State, Value = trial.Value, IntermediateValues = trial.IntermediateValues, Start = trial.Start, End = trial.End });
        }

        var decision = new Decision { Phase = "rate", Study = "parabola-rate", State = DecisionState.Kept, Evidence = new DecisionEvidence() };
        return (plan, DecisionBook.Empty.With(decision), storage);
    }

    private static FrozenTrial Trial(int number, double value) => new()
    {
        Id = number,
        Number = number,
        State = TrialState.Complete,
        Value = value,
        IntermediateValues = [.. Enumerable.Range(1, 30).Select(s => new IntermediateValue(s, value * s / 30))],
        Start = Begin.AddMinutes(number),
        End = Begin.AddMinutes(number + 1),
        UserAttributes = number > 0 ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add(TrialAttributes.Baseline, "true"),
    };

    // a terminal at which nobody types
    private sealed class SilentReader : StringReader
    {
        private readonly ManualResetEventSlim _closed = new();

        public SilentReader()
            : base(string.Empty)
        {
        }

        public override string? ReadLine()
        {
            _closed.Wait(TimeSpan.FromMinutes(1));
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
