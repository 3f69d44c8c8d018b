using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using Xunit;

namespace HyperScaffold.Tool.Tests.Guidance;

public sealed class RuleEdgeTests
{
    private const string Three = """
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          batch_size: { default: 64, choices: [16, 32, 64, 128] }
          schedule: { default: constant, choices: [constant, cosine] }
          dropout: { default: 0, low: 0, high: 0.7 }
          hidden: { default: 128, low: 32, high: 512, scale: log, type: int }
        """;

    [Theory]
    [InlineData(4, 4, 6, 0)]
    [InlineData(4, 5, 5, 0)]
    [InlineData(4, 5, 6, 1)]
    public void HS102_fires_above_100_configurations_and_counts_a_switch(int a, int b, int points, int expected)
    {
        var choices = (int n) => string.Join(", ", Enumerable.Range(0, n));
        var piece = $$"""
            parameters:
              a: { default: 0, choices: [{{choices(a)}}] }
              b: { default: 0, choices: [{{choices(b)}}] }
              c: { default: 0, low: 1, high: 2, disabled: 0 }
            phases:
              - { name: all, tune: [a, b, c], sampler: grid, points: {{points - 1}} }
            """;

        Assert.Equal(expected, RulePlans.Ask("HS102", piece).Count);
    }

    [Fact]
    public void A_batch_size_apart_from_conditional_learning_rates_is_to_be_tuned_with_all_of_them()
    {
        const string piece = """
            parameters:
              optimizer: { default: sgd, choices: [sgd, adam] }
              sgd_rate: { default: 0.1, low: 1e-3, high: 1, scale: log, role: learning_rate, if: { optimizer: sgd } }
              adam_rate: { default: 0.001, low: 1e-5, high: 0.1, scale: log, role: learning_rate, if: { optimizer: adam } }
              batch_size: { default: 64, choices: [16, 64] }
            phases:
              - { name: rates, tune: [optimizer, sgd_rate, adam_rate], trials: 30 }
              - { name: batch, tune: [batch_size], trials: 20 }
            """;

        var finding = Assert.Single(RulePlans.Ask("HS106", piece));

        Assert.Equal("the phase batch tunes batch_size at a fixed sgd_rate and adam_rate", finding.Text);
        Assert.StartsWith("sgd_rate, adam_rate and batch_size: the best rate grows with it", finding.Evidence, StringComparison.Ordinal);
        Assert.Equal("tune sgd_rate and adam_rate in the same phase", finding.Remedy);
        Assert.Equal("[batch_size, sgd_rate, adam_rate]", finding.Edit!.Yaml);
    }

    [Fact]
    public void HS102_says_65_days_for_3125_runs_of_half_an_hour()
    {
        var finding = Assert.Single(RulePlans.Ask("HS102", RuleBook.Find("HS102")!.Info.Example!.WrongYaml.Replace("points: 5", "points: 4", StringComparison.Ordinal)
            .Replace("weight_decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }", "weight_decay: { default: 1e-4, choices: [1e-5, 1e-4, 1e-3, 1e-2, 0.1] }", StringComparison.Ordinal)
            .Replace("points: 4", "points: 5", StringComparison.Ordinal)));

        Assert.Contains("grid of 3,125 configurations", finding.Text, StringComparison.Ordinal);
        Assert.Contains("65.1 days", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void HS102_counts_configurations_only_while_no_time_is_known()
    {
        var finding = Assert.Single(RulePlans.Ask("HS102", RuleBook.Find("HS102")!.Info.Example!.WrongYaml.Replace(", trial_minutes: 30", string.Empty, StringComparison.Ordinal)));

        Assert.Contains("no time measured yet", finding.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("hours", finding.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("low: 0.01, high: 0.1", 0)]
    [InlineData("low: 0.01, high: 0.11", 1)]
    [InlineData("low: 0.01, high: 1, scale: log", 0)]
    [InlineData("low: 0, high: 1", 0)]
    public void HS103_fires_above_one_order_of_magnitude_on_a_linear_scale(string range, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS103", $"parameters:\n  learning_rate: {{ default: 0.05, {range} }}").Count);

    [Theory]
    [InlineData("learning_rate: { default: 0.01, low: 0.001, high: 1 }", FindingLevel.Error)]
    [InlineData("gain: { default: 1, low: 0.1, high: 10 }", FindingLevel.Warning)]
    public void HS103_is_an_error_only_for_parameters_that_act_by_their_order_of_magnitude(string parameter, FindingLevel level) =>
        Assert.Equal(level, Assert.Single(RulePlans.Ask("HS103", "parameters:\n  " + parameter)).Level);

    [Fact]
    public void HS103_leaves_small_whole_numbers_alone() =>
        Assert.Empty(RulePlans.Ask("HS103", "parameters:\n  layers: { default: 2, low: 1, high: 16, type: int }"));

    [Theory]
    [InlineData("[dropout]", 1)]
    [InlineData("[hidden]", 1)]
    [InlineData("[dropout, learning_rate]", 0)]
    [InlineData("[batch_size]", 0)]
    public void HS101_fires_for_parameters_of_low_tiers_without_the_learning_rate(string tune, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS101", $"{Three}\nphases:\n  - {{ name: first, tune: {tune}, trials: 20 }}\n").Count);

    [Fact]
    public void HS101_is_silent_after_a_phase_that_tuned_the_learning_rate() =>
        Assert.Empty(RulePlans.Ask("HS101", $"{Three}\nphases:\n  - {{ name: first, tune: [learning_rate], trials: 20 }}\n  - {{ name: second, tune: [dropout], trials: 20 }}\n"));

    [Theory]
    [InlineData("epochs: 4", "trials: 20", 0)]
    [InlineData("epochs: 5", "trials: 20", 1)]
    [InlineData("epochs: 5", "trials: 9", 0)]
    [InlineData("epochs: 5", "trials: 10", 1)]
    public void HS104_fires_where_pruning_is_worth_it(string epochs, string trials, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS104", $"budget: {{ {epochs} }}\nsearch: {{ pruner: none }}\nphases:\n  - {{ name: only, tune: [learning_rate], {trials} }}\n").Count);

    [Fact]
    public void HS104_takes_the_saving_from_what_earlier_phases_measured()
    {
        var evidence = new DecisionEvidence { Trials = 20, Pruned = 10, Epochs = 300 };
        var book = new DecisionBook([new Decision { Phase = "only", Study = "s", State = DecisionState.Adopted, Evidence = evidence }]);

        var finding = Assert.Single(RulePlans.Ask("HS104", "budget: { epochs: 30 }\nsearch: { pruner: none }\n", new PlanKnowledge { Decisions = book }));

        Assert.Contains("600 epochs without pruning; 300 of them", finding.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("low: 0.01, high: 0.1", 0)]
    [InlineData("low: 0.01, high: 0.09", 1)]
    [InlineData("low: 0.01, high: 0.09, hard: both", 0)]
    public void HS105_fires_below_one_order_of_magnitude(string range, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS105", $"parameters:\n  learning_rate: {{ default: 0.05, {range}, scale: log }}").Count);

    [Theory]
    [InlineData("[batch_size]", FindingLevel.Error)]
    [InlineData("[schedule]", FindingLevel.Warning)]
    [InlineData("[batch_size, schedule, learning_rate]", null)]
    [InlineData("[hidden]", null)]
    public void HS106_weighs_what_is_tuned_apart(string tune, FindingLevel? level) =>
        Assert.Equal(level, RulePlans.Ask("HS106", $"{Three}\nphases:\n  - {{ name: only, tune: {tune}, trials: 20 }}\n").SingleOrDefault()?.Level);

    [Theory]
    [InlineData("auto", 9, 1)]
    [InlineData("auto", 10, 0)]
    [InlineData("tpe", 19, 1)]
    [InlineData("tpe", 20, 0)]
    public void HS107_fires_below_what_the_method_needs(string sampler, int trials, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS107", $"phases:\n  - {{ name: only, tune: [learning_rate], trials: {trials}, sampler: {sampler} }}\n").Count);

    [Theory]
    [InlineData("weight_decay: { default: 0, low: 0, high: 0.1 }", FindingLevel.Warning)]
    [InlineData("dropout: { default: 0, low: 0, high: 0.7 }", null)]
    [InlineData("weight_decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }", null)]
    public void HS108_fires_for_ranges_that_want_a_log_scale(string parameter, FindingLevel? level) =>
        Assert.Equal(level, RulePlans.Ask("HS108", "parameters:\n  " + parameter).SingleOrDefault()?.Level);

    [Theory]
    [InlineData("[learning_rate, batch_size, schedule]", 29, 1)]
    [InlineData("[learning_rate, batch_size, schedule]", 30, 0)]
    [InlineData("[learning_rate, dropout, hidden]", 10, 0)]
    public void HS109_counts_important_parameters_only(string tune, int trials, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS109", $"{Three}\nphases:\n  - {{ name: only, tune: {tune}, trials: {trials} }}\n").Count);

    [Theory]
    [InlineData(5.32, 1)]
    [InlineData(5.34, 0)]
    public void HS110_adds_search_and_confirm_of_all_phases(double hours, int expected)
    {
        // 20 search trials and (3 + 1) x 3 trainings to confirm, 10 minutes each: 5.33 hours
        var piece = FormattableString.Invariant($"budget: {{ epochs: 30, hours: {hours}, trial_minutes: 10 }}");

        Assert.Equal(expected, RulePlans.Ask("HS110", piece).Count);
    }

    [Theory]
    [InlineData(3.67, "phases[0].trials: 10")]
    [InlineData(3.66, "search.confirm: { top: 1, seeds: 2 }; phases[0].trials: 17")]
    [InlineData(2.34, "search.confirm: { top: 1, seeds: 2 }; phases[0].trials: 10")]
    [InlineData(2.33, "")]
    public void HS110_proposes_what_fits_and_never_a_larger_budget_as_an_edit(double hours, string edits)
    {
        // 12 trainings to confirm take 2 hours, and 4 take 40 minutes; what is left holds so many search trials of 10 minutes
        var finding = Assert.Single(RulePlans.Ask("HS110", FormattableString.Invariant($"budget: {{ epochs: 30, hours: {hours}, trial_minutes: 10 }}")));

        var all = new List<string>();
        for (var edit = finding.Edit; edit is not null; edit = edit.Then)
        {
            all.Add($"{edit.Path}: {edit.Yaml}");
        }

        Assert.Equal(edits, string.Join("; ", all));
        Assert.Contains(edits.Length == 0 ? "raise budget.hours to 5.4" : "what fits: ", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("low: 32, high: 512", "16 fall between 128 and 512; on a log scale 10 do")]
    [InlineData("low: 1, high: 1000", "18 fall between 100 and 1000; on a log scale 7 do")]
    public void HS103_counts_the_draws_where_the_scales_differ(string range, string evidence) =>
        Assert.Contains(evidence, Assert.Single(RulePlans.Ask("HS103", $"parameters:\n  width: {{ default: 128, {range}, type: int }}\nphases:\n  - {{ name: only, tune: [width], trials: 20 }}\n")).Evidence, StringComparison.Ordinal);

    [Fact]
    public void HS110_believes_a_measured_epoch_more_than_a_guess() =>
        Assert.Empty(RulePlans.Ask("HS110", "budget: { epochs: 30, hours: 1, trial_minutes: 1000 }", new PlanKnowledge { EpochSeconds = 0.1 }));

    [Theory]
    [InlineData("{ top: 3, seeds: 5 }", 0)]
    [InlineData("{ top: 3, seeds: 6 }", 1)]
    public void HS112_fires_when_seeds_take_more_trainings_than_configurations(string confirm, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS112", $"search: {{ confirm: {confirm} }}").Count);

    [Theory]
    [InlineData(9, "search.confirm", "{ top: 2, seeds: 3 }")]
    [InlineData(4, "search.confirm", "{ top: 1, seeds: 2 }")]
    [InlineData(3, "phases[0].trials", "12")]
    public void HS112_proposes_a_confirm_round_that_fits_or_more_trials(int trials, string path, string yaml)
    {
        var edit = Assert.Single(RulePlans.Ask("HS112", $"phases:\n  - {{ name: only, tune: [learning_rate], trials: {trials} }}\nsearch: {{ confirm: {{ top: 3, seeds: 3 }} }}\n")).Edit!;

        Assert.Equal((path, yaml), (edit.Path, edit.Yaml));
    }

    [Theory]
    [InlineData("[batch_size]", FindingLevel.Warning)]
    [InlineData("[batch_size, learning_rate]", FindingLevel.Note)]
    [InlineData("[learning_rate]", null)]
    public void HS113_is_a_note_where_the_learning_rate_is_reopened(string tune, FindingLevel? level) =>
        Assert.Equal(level, RulePlans.Ask("HS113", $"{Three}\nphases:\n  - {{ name: only, tune: {tune}, trials: 20 }}\n").SingleOrDefault()?.Level);

    [Theory]
    [InlineData("warmup_epochs: { default: 0, low: 0, high: 3, type: int }", 0)]
    [InlineData("warmup_epochs: { default: 0, low: 0, high: 4, type: int }", 1)]
    [InlineData("warmup: { default: 0, low: 0, high: 0.1 }", 0)]
    [InlineData("warmup: { default: 0, low: 0, high: 0.2 }", 1)]
    [InlineData("warmup: { default: 0, low: 0, high: 0.2 }", 0, "auto")]
    [InlineData("warmup: { default: 0, low: 0, high: 0.2 }", 0, "none")]
    public void HS114_fires_when_a_warm_up_outlasts_the_pruners_own_and_the_pruner_does_not_know_it(string parameter, int expected, string pruner = "median") =>
        Assert.Equal(expected, RulePlans.Ask("HS114", $"budget: {{ epochs: 30 }}\nsearch: {{ pruner: {pruner} }}\nparameters:\n  {parameter}").Count);

    [Theory]
    [InlineData("optimizer: { default: sgd, choices: [sgd, adam] }", FindingLevel.Error)]
    [InlineData("hidden: { default: 128, low: 32, high: 512, scale: log, type: int }", FindingLevel.Warning)]
    [InlineData("dropout: { default: 0, low: 0, high: 0.7 }", null)]
    public void HS116_weighs_what_varies_at_a_fixed_rate(string parameter, FindingLevel? level)
    {
        var name = parameter.Split(':')[0];
        var piece = $"parameters:\n  learning_rate: {{ default: 0.001, low: 1e-5, high: 1.0, scale: log }}\n  {parameter}\nphases:\n  - {{ name: only, tune: [{name}], trials: 20 }}\n";

        Assert.Equal(level, RulePlans.Ask("HS116", piece).SingleOrDefault()?.Level);
    }

    [Theory]
    [InlineData("[sgd, adam]", 1)]
    [InlineData("[sgd, nesterov]", 0)]
    [InlineData("[adam, adamw]", 0)]
    public void HS117_fires_only_where_families_of_optimizers_mix(string choices, int expected)
    {
        var first = choices.Trim('[', ']').Split(',')[0];
        var piece = $$"""
            parameters:
              optimizer: { default: {{first}}, choices: {{choices}} }
              learning_rate: { default: 0.01, low: 1e-5, high: 1.0, scale: log }
            phases:
              - { name: optimizer, tune: [optimizer, learning_rate], trials: 30 }
            """;

        Assert.Equal(expected, RulePlans.Ask("HS117", piece).Count);
    }

    [Theory]
    [InlineData("beta1", 9, 1)]
    [InlineData("beta1", 10, 0)]
    [InlineData("epsilon", 24, 1)]
    [InlineData("epsilon", 25, 0)]
    [InlineData("beta2", 49, 1)]
    [InlineData("beta2", 50, 0)]
    public void HS118_follows_the_bands_of_the_tuning_playbook(string name, int trials, int expected) =>
        Assert.Equal(expected, RulePlans.Ask("HS118", $"parameters:\n  {name}: {{ default: 0.9, low: 0.5, high: 0.99 }}\nphases:\n  - {{ name: only, tune: [{name}], trials: {trials} }}\n").Count);
}
