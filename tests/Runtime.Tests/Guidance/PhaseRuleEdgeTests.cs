using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Tests.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Guidance;

public sealed class PhaseRuleEdgeTests
{
    // the best 0.9 leads the median 0.5 by 0.4, so that 0.86 and above are near it
    [Theory]
    [InlineData(0.861, 0.859, 1)]
    [InlineData(0.861, 0.862, 0)]
    public void HS202_wants_three_trials_near_the_best(double second, double third, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.5);
        new[] { 0.9, second, third, 0.5, 0.5, 0.4, 0.3, 0.2, 0.1 }.Select((v, i) => (v, i)).ToList().ForEach(p => sketch.Rate(0.01 * Math.Pow(3, (p.i % 2 == 0 ? 1 : -1) * p.i * 0.5), p.v));

        Assert.Equal(expected, PhaseSketch.Ask("HS202", sketch.End(DecisionState.Adopted)).Count);
    }

    // seeds spread by 0.01 in each of two groups, and twelve trials by as much, times a factor
    [Theory]
    [InlineData(1.0, 1)]
    [InlineData(1.2, 1)]
    [InlineData(1.6, 0)]
    public void HS203_speaks_while_trials_spread_no_more_than_seeds(double factor, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.5);
        double[] offsets = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1];
        foreach (var (offset, i) in offsets.Select((o, i) => (o, i)))
        {
            sketch.Rate(Math.Pow(10, -4.9 + (0.4 * i)), 0.5 + (0.0105 * factor * offset));
        }

        sketch.Confirm(1, 0.49, 0.5, 0.51).Confirm(3, 0.49, 0.5, 0.51).Confirm(0, 0.49, 0.5, 0.51);
        Assert.Equal(expected, PhaseSketch.Ask("HS203", sketch.End()).Count);
    }

    [Theory]
    [InlineData(4, false, 1)]
    [InlineData(2, false, 0)]
    [InlineData(4, true, 0)]
    public void HS204_speaks_where_failures_crowd_at_one_end(int failures, bool scattered, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.5);
        for (var i = 0; i < 14; i++)
        {
            var fails = scattered ? i % 4 == 1 : i >= 14 - failures;
            sketch.Rate(Math.Pow(10, -5 + (0.35 * i)), fails ? null : 0.6 + (0.01 * (i % 5)), fails ? TrialState.Fail : TrialState.Complete, fails ? "the objective returned NaN" : null);
        }

        Assert.Equal(expected, PhaseSketch.Ask("HS204", sketch.End(DecisionState.Adopted)).Count);
    }

    // trainings begin with a loss of 2.3; one that ends with 1e9 is still a number
    [Theory]
    [InlineData(1e9, 1)]
    [InlineData(23.1, 1)]
    [InlineData(22.9, 0)]
    public void HS204_takes_an_exploded_loss_for_divergence(double last, int expected)
    {
        var sketch = new PhaseSketch();
        for (var i = 0; i < 14; i++)
        {
            var rate = new ParameterValue(new FloatDistribution(1e-5, 1, log: true), Math.Pow(10, -5 + (0.35 * i)));
            sketch.Add(new() { ["learning_rate"] = rate }, [i >= 10 ? 0.1 : 0.6 + (0.01 * (i % 5))], metrics: FormattableString.Invariant($"{{\"train_loss\": [[1, 2.3], [2, {(i >= 10 ? last : 0.5)}]]}}"));
        }

        Assert.Equal(expected, PhaseSketch.Ask("HS204", sketch.End(DecisionState.Adopted)).Count);
    }

    [Theory]
    [InlineData(0.0, 0.01, 0)]
    [InlineData(0.08, 0.0, 0)]
    [InlineData(0.08, 0.01, 1)]
    public async Task HS205_wants_a_gap_and_a_rising_validation_loss(double gap, double rise, int expected)
    {
        var phase = await PhaseRuleCases.RunAsync(PhaseRuleCases.PlanOf(12, PhaseRuleCases.Rate()), (v, s, n) => new Training { Gap = gap, ValidationRise = rise }.To(PhaseRuleCases.Peak(v), s, n));

        Assert.Equal(expected, PhaseSketch.Ask("HS205", phase).Count);
    }

    [Theory]
    [InlineData(0.0, -0.06, 0)]
    [InlineData(0.004, 0.06, 0)]
    [InlineData(0.004, -0.06, 1)]
    public async Task HS206_wants_training_that_rises_and_does_not_lead(double gain, double gap, int expected)
    {
        var phase = await PhaseRuleCases.RunAsync(PhaseRuleCases.PlanOf(12, PhaseRuleCases.Rate()), (v, s, n) => new Training { TrainGain = gain, Gap = gap }.To(PhaseRuleCases.Peak(v), s, n));

        Assert.Equal(expected, PhaseSketch.Ask("HS206", phase).Count);
    }

    // of a curve that needs so many epochs for two thirds of its way, 30 are shown
    [Theory]
    [InlineData(0.8, "HS208")]
    [InlineData(3, "")]
    [InlineData(15, "HS207")]
    public async Task HS207_and_HS208_follow_how_fast_a_training_nears_its_end(double slowness, string expected)
    {
        var phase = await PhaseRuleCases.RunAsync(PhaseRuleCases.PlanOf(12, PhaseRuleCases.Rate()), (v, s, n) => new Training { Slowness = slowness }.To(PhaseRuleCases.Peak(v), s, n));

        Assert.Equal(expected, string.Concat(new[] { "HS207", "HS208" }.Where(c => PhaseSketch.Ask(c, phase).Count > 0)));
    }

    [Fact]
    public async Task HS207_is_silent_where_trainings_end_by_themselves_before_the_last_epoch()
    {
        var plan = PhaseRuleCases.PlanOf(12, PhaseRuleCases.Rate()) with { Budget = new PlanBudget { Epochs = 40 } };
        var phase = await PhaseRuleCases.RunAsync(plan, (v, s, n) => new Training { Slowness = 15 }.To(PhaseRuleCases.Peak(v), s, n));

        Assert.Empty(PhaseSketch.Ask("HS207", phase));
    }

    [Theory]
    [InlineData(-0.03, FindingLevel.Warning)]
    [InlineData(-0.001, FindingLevel.Note)]
    [InlineData(0.0, FindingLevel.Note)]
    [InlineData(0.001, null)]
    public void HS209_weighs_by_how_much_the_default_leads(double gain, FindingLevel? level)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        new[] { 0.8, 0.7, 0.6, 0.5, 0.4 }.ToList().ForEach(v => sketch.Rate(v, v));
        var evidence = new DecisionEvidence { Trials = 6, Baseline = 0.9, Best = 0.9 + gain, Gain = gain, Threshold = 0.02 };

        Assert.Equal(level, PhaseSketch.Ask("HS209", sketch.End(DecisionState.Kept, evidence)).SingleOrDefault()?.Level);
    }

    [Theory]
    [InlineData(0.95, 0)]
    [InlineData(0.85, 1)]
    public void HS209_asks_the_search_where_no_candidate_was_retrained(double best, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        new[] { best, 0.7, 0.6, 0.5, 0.4 }.ToList().ForEach(v => sketch.Rate(v, v));
        var evidence = new DecisionEvidence { Trials = 6, Baseline = 0.9 };

        Assert.Equal(expected, PhaseSketch.Ask("HS209", sketch.End(DecisionState.Kept, evidence)).Count);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.01, 1)]
    public void HS210_is_a_note_where_a_lead_could_not_be_told_from_chance(double gain, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        new[] { 0.92, 0.7, 0.6, 0.5, 0.4 }.ToList().ForEach(v => sketch.Rate(v, v));
        sketch.Confirm(1, 0.9, 0.91, 0.92).Confirm(0, 0.9, 0.89, 0.91);
        var evidence = new DecisionEvidence { Trials = 6, Baseline = 0.9, Best = 0.9 + gain, Gain = gain, Threshold = 0.02, Noise = 0.01 };

        Assert.Equal(expected, PhaseSketch.Ask("HS210", sketch.End(DecisionState.Kept, evidence)).Count);
    }

    // with a jitter of 0.014 the luckiest of five others leads by up to 0.046
    [Theory]
    [InlineData(0.02, FindingLevel.Warning)]
    [InlineData(0.09, null)]
    public void HS210_warns_where_one_seed_adopted_what_luck_could_give(double gain, FindingLevel? level)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        var best = 0.9 + gain;
        sketch.Add(new() { ["learning_rate"] = new(new FloatDistribution(1e-5, 1, log: true), 0.01) }, [best - 0.02, best, best - 0.02, best, best - 0.02, best]);
        new[] { 0.7, 0.6, 0.5, 0.4 }.ToList().ForEach(v => sketch.Rate(v, v));
        var evidence = new DecisionEvidence { Trials = 6, Trial = 1, Baseline = 0.9, Best = best, Gain = gain, Threshold = 0.01 };

        Assert.Equal(level, PhaseSketch.Ask("HS210", sketch.End(DecisionState.Adopted, evidence)).SingleOrDefault()?.Level);
    }

    [Theory]
    [InlineData(20, 19, 0)]
    [InlineData(20, 20, 1)]
    [InlineData(19, 19, 0)]
    [InlineData(40, 38, 0)]
    [InlineData(40, 39, 1)]
    public void HS211_speaks_above_95_percent_of_20_trials_or_more(int trials, int pruned, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        for (var i = 0; i < trials; i++)
        {
            sketch.Rate(0.01 + (0.001 * i), 0.5, i < pruned ? TrialState.Pruned : TrialState.Complete);
        }

        Assert.Equal(expected, PhaseSketch.Ask("HS211", sketch.End()).Count);
    }

    // training diverges above 0.3; the best lies at so much of it
    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.02, 0)]
    public async Task HS212_speaks_where_the_best_rate_lies_right_below_the_border(double optimum, int expected)
    {
        var phase = await PhaseRuleCases.RunAsync(
            PhaseRuleCases.PlanOf(30, PhaseRuleCases.Rate(1e-5, 100)),
            (v, s, n) => (double)v["learning_rate"]! > 0.3 ? new SimulatedOutcome(null, "the objective returned NaN") : new Training().To(PhaseRuleCases.Peak(v, optimum), s, n));

        Assert.Equal(expected, PhaseSketch.Ask("HS212", phase).Count);
        Assert.Equal(1 - expected, PhaseSketch.Ask("HS204", phase).Count);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.0001, 0)]
    [InlineData(0.01, 1)]
    public async Task HS213_wants_a_rise_beyond_jitter(double rise, int expected)
    {
        var phase = await PhaseRuleCases.RunAsync(PhaseRuleCases.PlanOf(12, PhaseRuleCases.Rate()), (v, s, n) => new Training { TrainRise = rise }.To(PhaseRuleCases.Peak(v), s, n));

        Assert.Equal(expected, PhaseSketch.Ask("HS213", phase).Count);
    }

    // a loss that fell from 2.3 and creeps up by 0.01 at its floor is no fault; one that rises to 0.1 is
    [Theory]
    [InlineData(0.001, 0)]
    [InlineData(0.01, 1)]
    public void HS213_asks_for_a_share_of_what_training_had_gained(double rise, int expected)
    {
        var sketch = new PhaseSketch();
        var loss = string.Join(", ", Enumerable.Range(1, 20).Select(e => FormattableString.Invariant($"[{e}, {(e < 10 ? 2.3 - (0.25 * e) : 0.01 + (rise * (e - 10)))}]")));
        sketch.Add(new() { ["learning_rate"] = new(new FloatDistribution(1e-5, 1, log: true), 0.001) }, [0.9], metrics: $"{{\"train_loss\": [{loss}]}}");

        Assert.Equal(expected, PhaseSketch.Ask("HS213", sketch.End()).Count);
    }

    // training breaks down at epoch 3 and stays level from then on, with a jitter of about 0.02
    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(1, 1)]
    public void HS213_sees_a_loss_that_jumped_and_stays(double jump, int expected)
    {
        var random = new Random(1);
        var sketch = new PhaseSketch();
        var loss = string.Join(", ", Enumerable.Range(1, 30).Select(e => FormattableString.Invariant($"[{e}, {(e < 3 ? 1 : 1 + jump + (0.07 * (random.NextDouble() - 0.5)))}]")));
        sketch.Add(new() { ["learning_rate"] = new(new FloatDistribution(1e-5, 1, log: true), 0.3) }, [0.6], metrics: $"{{\"train_loss\": [{loss}]}}");

        Assert.Equal(expected, PhaseSketch.Ask("HS213", sketch.End()).Count);
    }

    [Theory]
    [InlineData(4, 0.9, 0)]
    [InlineData(5, 0.9, 1)]
    [InlineData(5, 0.9000001, 0)]
    public void HS214_calls_an_objective_constant_after_five_configurations(int trials, double last, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        Enumerable.Range(1, trials - 1).ToList().ForEach(i => sketch.Rate(0.01 * i, i == trials - 1 ? last : 0.9));

        Assert.Equal(expected, PhaseSketch.Ask("HS214", sketch.End()).Count);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(9, 1)]
    public void HS214_speaks_where_nine_of_ten_trials_give_no_number(int diverged, int expected)
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        Enumerable.Range(1, 9).ToList().ForEach(i => sketch.Rate(0.01 * i, i <= diverged ? null : 0.8, i <= diverged ? TrialState.Fail : TrialState.Complete, i <= diverged ? "the objective returned NaN" : null));

        Assert.Equal(expected, PhaseSketch.Ask("HS214", sketch.End()).Count);
    }

    // 0.1234567890123 is what only the same training gives; 0.9 is what many do
    [Theory]
    [InlineData(3, 0.123456789012345, 1)]
    [InlineData(2, 0.123456789012345, 0)]
    [InlineData(3, 0.9, 0)]
    public void HS214_finds_a_parameter_that_the_training_does_not_hear(int alike, double value, int expected)
    {
        var sketch = new PhaseSketch(PhaseRuleCases.PlanOf(20, PhaseRuleCases.Rate(), PhaseSimulation.Linear("a", 0, 1, 0)));
        var rate = new FloatDistribution(1e-5, 1, log: true);
        var a = new FloatDistribution(0, 1);
        for (var i = 0; i < 6; i++)
        {
            sketch.Add(new() { ["learning_rate"] = new(rate, i < alike ? 0.01 : 0.02 * i), ["a"] = new(a, 0.1 * i) }, [i < alike ? value : 0.2 * i]);
        }

        Assert.Equal(expected, PhaseSketch.Ask("HS214", sketch.End()).Count);
    }

    [Theory]
    [InlineData(0.03, 1)]
    [InlineData(0.001, 0)]
    public async Task HS215_compares_late_jitter_with_the_differences(double jitter, int expected)
    {
        var phase = await PhaseRuleCases.RunAsync(PhaseRuleCases.PlanOf(20, PhaseRuleCases.Rate()), (_, s, n) => new Training { Jitter = jitter, Noise = 0.005 }.To(0.9, s, n));

        Assert.Equal(expected, PhaseSketch.Ask("HS215", phase).Count);
    }

    [Fact]
    public void A_phase_that_stopped_is_judged_by_what_is_there()
    {
        var sketch = new PhaseSketch().Rate(0.001, 0.9);
        Enumerable.Range(1, 6).ToList().ForEach(i => sketch.Rate(0.01 * i, 0.9));
        var phase = sketch.End(DecisionState.Open);
        var open = FinishedPhase.Of(phase.Plan, DecisionBook.Empty.With(phase.Decision with { Evidence = null }), phase.Phase, phase.Trials);

        Assert.Equal(["HS214"], RuleBook.Judge(open).Findings.Select(f => f.Code));
    }

    [Fact]
    public void A_phase_without_trials_gives_no_findings()
    {
        var phase = FinishedPhase.Of(PhaseRuleCases.PlanOf(20, PhaseRuleCases.Rate()), DecisionBook.Empty.With(new Decision { Phase = "learning-rate", Study = "s", State = DecisionState.Open }), PhaseRuleCases.PlanOf(20, PhaseRuleCases.Rate()).Phases[0], []);

        Assert.Empty(RuleBook.Judge(phase).Findings);
    }
}
