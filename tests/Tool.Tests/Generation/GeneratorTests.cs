using System.Collections.Immutable;
using HyperScaffold.Contracts;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Generation;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Generation;

public sealed class GeneratorTests
{
    private const string Conditional = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize, summary: last }
        parameters:
          optimizer:          { default: sgd, choices: [sgd, adam, adamw] }
          sgd_learning_rate:  { default: 0.1, low: 1e-3, high: 10, scale: log, if: { optimizer: sgd } }
          adam_learning_rate: { default: 0.001, low: 1e-5, high: 0.1, scale: log, if: { optimizer: [adam, adamw] } }
          layers:             { default: 2, low: 1, high: 8, step: 1, type: int }
          rate:               { default: 0.5, low: 0, high: 1, step: 0.25 }
          width:              { default: null, choices: [null, 16, 32] }
          bias:               { default: true, choices: [true, false] }
          warmup:             { default: 0, low: 10, high: 1000, type: int, scale: log, disabled: 0 }
          factor:             { default: 1, choices: [1, 1.5] }
          text:               { default: "a", choices: ["a", "\"); System.Environment.Exit(1); //\n*/ </summary>", "Ünïcødé 🙂 \u2028"] }
        phases:
          - { name: all, tune: [optimizer, sgd_learning_rate, adam_learning_rate, layers, rate, width, bias, warmup, factor, text], trials: 20 }
        """;

    private static Plan Digits { get; } = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml");

    private static DecisionBook Frozen { get; } = DecisionFile.Parse(
        """
        version: 1
        decisions:
          - { phase: learning-rate, study: a, state: adopted, frozen: { learning_rate: 0.0731 } }
          - { phase: batch-and-schedule, study: b, state: adopted, frozen: { learning_rate: 0.0731, batch_size: 32, schedule: cosine }, widened: { learning_rate: { low: 0.001, high: 30, times: 1 } } }
          - { phase: regularization, study: c, state: open }
        """,
        "hyper.decisions.yaml");

    [Fact]
    public void A_fresh_project_has_only_the_record_of_hyperparameters()
    {
        var files = Generator.Generate(Digits, DecisionBook.Empty, "Digits");

        Assert.Equal(["Generated/HyperParameters.g.cs"], files.Keys);
        Approval.Match(files["Generated/HyperParameters.g.cs"], "Tool.Tests/Generation/HyperParameters.fresh.approved.txt");
    }

    [Fact]
    public void A_phase_that_began_has_an_objective_and_frozen_values_are_in_the_record()
    {
        var files = Generator.Generate(Digits, Frozen, "Digits");

        Assert.Equal(["Generated/BatchAndSchedule.g.cs", "Generated/HyperParameters.g.cs", "Generated/LearningRate.g.cs", "Generated/Regularization.g.cs"], files.Keys);
        Approval.Match(string.Join('\n', files.Select(f => $"==== {f.Key}\n{f.Value}")), "Tool.Tests/Generation/project.approved.txt");
    }

    [Fact]
    public void A_skipped_phase_has_no_objective()
    {
        var book = new DecisionBook([new Decision { Phase = "learning-rate", Study = "s", State = DecisionState.Skipped }]);

        Assert.Single(Generator.Generate(Digits, book, "Digits"));
    }

    [Fact]
    public void Generated_code_compiles_without_warnings_and_its_space_is_the_one_that_the_tool_runs()
    {
        var assembly = GeneratedAssembly.Compile(Generator.Generate(Digits, Frozen, "Digits"));

        foreach (var phase in Digits.Phases)
        {
            Assert.Equal(PhaseSpace.Of(Digits, Frozen, phase).ToSearchSpace(), GeneratedAssembly.SpaceOf(assembly, phase.Name));
        }

        Assert.Equal(0.0731, GeneratedAssembly.Tuned(assembly, "LearningRate"));
        Assert.Equal(32, GeneratedAssembly.Tuned(assembly, "BatchSize"));
        Assert.Equal(128, GeneratedAssembly.Tuned(assembly, "Hidden"));
    }

    [Fact]
    public void A_phase_that_is_redone_trains_with_what_held_before_it_whatever_later_phases_froze()
    {
        var redone = Frozen.With(new Decision { Phase = "learning-rate", Study = "a-2", State = DecisionState.Open });

        var files = Generator.Generate(Digits, redone, "Digits");

        var objective = files["Generated/LearningRate.g.cs"];
        Assert.Contains("            BatchSize = 64, // as before this phase, which is redone\n", objective, StringComparison.Ordinal);
        Assert.Contains("            Schedule = \"constant\", // as before", objective, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden = ", objective, StringComparison.Ordinal);
        Assert.DoesNotContain("as before", Generator.Generate(Digits, Frozen, "Digits").Values.Aggregate(string.Concat), StringComparison.Ordinal);
        GeneratedAssembly.Compile(files);
    }

    [Fact]
    public void Every_kind_of_parameter_compiles_and_hostile_text_stays_text()
    {
        var plan = PlanFile.Parse(Conditional, "hyper.yaml");
        var book = new DecisionBook([new Decision { Phase = "all", Study = "s", State = DecisionState.Open }]);

        var files = Generator.Generate(plan, book, "Digits");

        Assert.DoesNotContain(files.Values.SelectMany(t => t), c => c is > '~' or (< ' ' and not '\n'));
        Approval.Match(files["Generated/All.g.cs"], "Tool.Tests/Generation/conditional.approved.txt");
        var assembly = GeneratedAssembly.Compile(files);
        Assert.Equal(PhaseSpace.Of(plan, book, plan.Phases[0]).ToSearchSpace(), GeneratedAssembly.SpaceOf(assembly, "all"));
        Assert.Equal(plan.FindParameter("text")!.Default, GeneratedAssembly.Tuned(assembly, "Text"));
    }

    [Theory]
    [InlineData("sgd_learning_rate, rate", "rate")]
    [InlineData("sgd_learning_rate", "")]
    public void What_an_earlier_choice_switched_off_is_not_suggested(string tune, string expected)
    {
        var phases = $"  - {{ name: first, tune: [optimizer], trials: 20 }}\n  - {{ name: second, tune: [{tune}], trials: 20 }}";
        var plan = PlanFile.Parse(Conditional[..Conditional.IndexOf("  - {", StringComparison.Ordinal)] + phases, "hyper.yaml");
        var frozen = ImmutableSortedDictionary<string, object?>.Empty.Add("optimizer", "adam");
        var book = new DecisionBook([new Decision { Phase = "first", Study = "a", State = DecisionState.Adopted, Frozen = frozen }, new Decision { Phase = "second", Study = "b", State = DecisionState.Open }]);

        var assembly = GeneratedAssembly.Compile(Generator.Generate(plan, book, "Digits"));

        Assert.Equal(expected, string.Join(' ', GeneratedAssembly.SpaceOf(assembly, "second").Parameters.Select(p => p.Name)));
    }

    [Fact]
    public void The_same_files_give_the_same_bytes_with_LF_line_ends()
    {
        var first = Generator.Generate(Digits, Frozen, "Digits");
        var second = Generator.Generate(PlanFile.Parse(SamplePlans.Digits.ReplaceLineEndings("\r\n"), "x"), Frozen, "Digits");

        Assert.Equal(first, second);
        Assert.DoesNotContain(first.Values, t => t.Contains('\r', StringComparison.Ordinal));
    }

    [Fact]
    public void Free_text_of_a_plan_never_reaches_generated_code()
    {
        var plan = PlanFile.Parse(SamplePlans.Digits.Replace("Which learning rate trains best?", "'*/ #error marker'", StringComparison.Ordinal), "x");
        var book = Frozen with { Decisions = [.. Frozen.Decisions.Select(d => d with { Because = "#error marker", Findings = ["#error marker"] })] };

        Assert.Contains("marker", plan.Phases[0].Question, StringComparison.Ordinal);
        Assert.DoesNotContain(Generator.Generate(plan, book, "Digits").Values, t => t.Contains("marker", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("learning_rate", "1; } evil()")]
    [InlineData("learning_rate", double.NaN)]
    [InlineData("batch_size", 48L)]
    [InlineData("hidden", 1.5)]
    [InlineData("hidden", null)]
    public void A_decision_whose_value_does_not_fit_the_plan_is_refused(string parameter, object? value)
    {
        var frozen = ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal).Add(parameter, value);
        var book = new DecisionBook([new Decision { Phase = "learning-rate", Study = "s", State = DecisionState.Adopted, Frozen = frozen }]);

        var message = Assert.Throws<UsageException>(() => Generator.Generate(Digits, book, "Digits")).Message;

        Assert.Contains($"A value of {parameter} must fit what hyper.yaml says of it", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Digits; class Evil")]
    [InlineData("Dígits")]
    [InlineData("")]
    public void A_namespace_that_is_no_plain_identifier_is_refused(string name) =>
        Assert.Throws<UsageException>(() => Generator.Generate(Digits, DecisionBook.Empty, name));
}
