using System.Text;
using HyperScaffold.Contracts;
using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Plans;

public sealed class BadInputTests
{
    private static readonly (string What, string Old, string New)[] Mistakes =
    [
        ("a typo in a key", "choices: [16, 32, 64, 128, 256]", "choises: [16, 32, 64, 128, 256]"),
        ("a typo at the top", "budget:", "buget:"),
        ("a duplicate key", "low: 1e-5, high: 1.0", "low: 1e-5, low: 1e-4, high: 1.0"),
        ("a duplicate parameter", "  hidden: ", "  dropout: "),
        ("a wrong type", "epochs: 30", "epochs: many"),
        ("text where a number belongs", "low: 1e-5", "low: tiny"),
        ("a list where a mapping belongs", "metric: { name: validation_accuracy, goal: maximize, summary: best }", "metric: [validation_accuracy]"),
        ("not a finite number", "high: 1.0", "high: .inf"),
        ("low above high", "low: 1e-5, high: 1.0", "low: 1.0, high: 1e-5"),
        ("zero on a log scale", "low: 1e-6", "low: 0"),
        ("a default outside the range", "default: 0.001, low", "default: 5, low"),
        ("a default that is no choice", "default: 64", "default: 48"),
        ("a default that is neither in the range nor disabled", "default: 0, low: 1e-6", "default: 3, low: 1e-6"),
        ("a disabled value inside the range", "disabled: 0", "disabled: 0.01"),
        ("a fraction for an int", "default: 128, low: 32", "default: 128.5, low: 32"),
        ("a step on a log scale", "high: 1.0, scale: log", "high: 1.0, step: 0.1, scale: log"),
        ("choices with a range", "choices: [16, 32, 64, 128, 256]", "choices: [16, 32, 64, 128, 256], low: 16"),
        ("mixed choices", "[16, 32, 64, 128, 256]", "[16, 64, large]"),
        ("a choice twice", "[16, 32, 64, 128, 256]", "[16, 64, 64.0]"),
        ("a phase that tunes an unknown parameter", "tune: [learning_rate], ", "tune: [lerning_rate], "),
        ("a phase that tunes one parameter twice", "tune: [learning_rate], ", "tune: [learning_rate, learning_rate], "),
        ("a phase twice", "name: batch-and-schedule", "name: learning-rate"),
        ("phases with one C# name", "name: batch-and-schedule", "name: learning--rate"),
        ("a phase that hides a type", "name: regularization", "name: training"),
        ("a phase that is a keyword", "name: regularization", "name: class"),
        ("a plan's name with spaces", "name: digits", "name: My Digits"),
        ("a parameter's name in capitals", "  dropout: ", "  Dropout: "),
        ("a parameter that is a keyword", "  dropout: ", "  params: "),
        ("a parameter that hides a member", "  dropout: ", "  default: "),
        ("parameters with one C# name", "  dropout: ", "  learning__rate: "),
        ("a parameter that is a switch", "  dropout: ", "  use_weight_decay: "),
        ("a name that breaks out of code", "name: digits", "name: \"x\\\")] class Evil{}//\""),
        ("an unknown sampler", "sampler: auto", "sampler: bayes"),
        ("points without a grid", "trials: 30 }", "trials: 30, points: 4 }"),
        ("a grid without points", "trials: 20 }", "sampler: grid }"),
        ("an unknown role", "hard: low", "hard: low, role: dropuot"),
        ("a condition on nothing", "hard: low", "hard: low, if: { optimizer: sgd }"),
        ("a condition on a wrong choice", "hard: low", "hard: low, if: { schedule: linear }"),
        ("a waiver of an unknown rule", "search:", "waive: { HS999: \"because\" }\nsearch:"),
        ("a waiver without a reason", "search:", "waive: { HS110: \"\" }\nsearch:"),
        ("a cost without a price", "hours: 1, cost_per_hour: 0.50, max_cost: 20", "hours: 1, max_cost: 20"),
        ("a number of seeds that shows nothing", "{ top: 3, seeds: 3 }", "{ top: 3, seeds: 1 }"),
        ("an unknown version", "version: 1", "version: 2"),
        ("no version", "version: 1\n", ""),
        ("no phases", "phases:", "phases: []\nx:"),
        ("an anchor", "budget: {", "budget: &b {"),
        ("an alias", "search: { sampler: auto", "search: { sampler: *a"),
        ("a tag", "default: 0.001", "default: !!float 0.001"),
        ("a second document", "search:", "---\nsearch:"),
        ("a bracket that is not closed", "tune: [learning_rate], ", "tune: [learning_rate, "),
        ("a tab in the indentation", "  dropout:", "\tdropout:"),
    ];

    [Fact]
    public void Each_mistake_has_one_clear_message_with_place_rule_value_and_remedy()
    {
        var text = new StringBuilder();
        foreach (var (what, old, replacement) in Mistakes)
        {
            var plan = SamplePlans.Digits.ReplaceLineEndings("\n");
            Assert.Contains(old, plan, StringComparison.Ordinal);
            var at = plan.IndexOf(old, StringComparison.Ordinal);
            var broken = plan[..at] + replacement + plan[(at + old.Length)..];

            var exception = Assert.Throws<PlanException>(() => PlanFile.Parse(broken, "hyper.yaml"));

            text.Append(what).Append('\n');
            exception.Lines.ToList().ForEach(l => text.Append("  ").Append(l).Append('\n'));
        }

        Approval.Match(text.ToString(), "Tool.Tests/Plans/bad-input.approved.txt");
    }

    [Fact]
    public void A_file_of_more_than_one_mebibyte_is_refused_unread()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, SamplePlans.Digits + "\n# " + new string('x', 1 << 20));

        var exception = Assert.Throws<PlanException>(() => PlanFile.Load(path, "hyper.yaml"));

        Assert.Equal("hyper.yaml:1:1: error: the file must be at most 1 MiB, but it is larger. Take out what is not part of it.", exception.Message);
        File.Delete(path);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [0x6e, 0xff, 0xfe]);

        Assert.Contains("must be UTF-8", Assert.Throws<PlanException>(() => PlanFile.Load(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Values_that_nest_without_end_are_refused(string open)
    {
        var exception = Assert.Throws<PlanException>(() => PlanFile.Parse("a: " + string.Concat(Enumerable.Repeat(open, 100_000)), "hyper.yaml"));

        Assert.Single(exception.Lines);
    }

    [Fact]
    public void No_damage_to_a_plan_gives_anything_but_a_plan_or_a_list_of_mistakes()
    {
        var random = new RandomSource(1);
        var plan = SamplePlans.Digits;
        for (var i = 0; i < 3000; i++)
        {
            var at = random.NextIndex(plan.Length);
            var damaged = random.NextIndex(3) switch
            {
                0 => plan.Remove(at, Math.Min(1 + random.NextIndex(8), plan.Length - at)),
                1 => plan.Insert(at, "{}[]:,&*!|>'\"%@`#-?\n\t \0\u001b\u202e0"[random.NextIndex(26)].ToString()),
                _ => plan[..at] + plan[random.NextIndex(plan.Length)..],
            };

            var exception = Record.Exception(() => PlanFile.Parse(damaged, "hyper.yaml"));

            Assert.True(exception is null or PlanException, $"{exception}\n{damaged}");
        }
    }

    [Fact]
    public void Control_characters_of_a_plan_never_reach_a_message()
    {
        var broken = SamplePlans.Digits.Replace("goal: maximize", "goal: \"\\e[31mred\\a\"", StringComparison.Ordinal);

        var message = Assert.Throws<PlanException>(() => PlanFile.Parse(broken, "hyper.yaml")).Message;

        Assert.DoesNotContain(message, c => char.IsControl(c));
    }
}
