using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Tests.Plans;
using HyperScaffold.Tool.Views;
using Xunit;

namespace HyperScaffold.Tool.Tests.Views;

public sealed class StatusReaderTests
{
    private static readonly Plan Plan = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml");

    [Fact]
    public void A_clone_without_a_storage_shows_what_its_decisions_hold()
    {
        var book = DecisionBook.Empty.With(Decided("learning-rate", 0.81, 0.96, ("learning_rate", 0.07)));
        var report = StatusReader.Read(Plan, book, null, running: false);
        Assert.Equal((0.81, 0.96, 300), (report.Baseline, report.Best, report.Epochs));
        Assert.Equal(0.07, report.BestParameters["learning_rate"]);
        Assert.Equal(["done", "next", "waiting"], report.Phases.Select(p => p.State));
        Assert.Equal(20, report.Phases[0].Trials);
    }

    [Fact]
    public void A_kept_phase_leaves_the_best_value_at_its_baseline()
    {
        var book = DecisionBook.Empty
            .With(Decided("learning-rate", 0.81, 0.96, ("learning_rate", 0.07)))
            .With(Decided("batch-and-schedule", 0.961, 0.962) with { State = DecisionState.Kept });
        Assert.Equal(0.961, StatusReader.Read(Plan, book, null, running: false).Best);
    }

    [Fact]
    public void A_finding_line_is_taken_apart()
    {
        Assert.Equal(new StatusFinding("HS201", "warning", "best at an edge: high"), StatusFinding.Parse("HS201 warning: best at an edge: high"));
        Assert.Equal(new StatusFinding("HS209", "note", string.Empty), StatusFinding.Parse("HS209"));
    }

    private static Decision Decided(string phase, double baseline, double best, params (string Name, object? Value)[] frozen) => new()
    {
        Phase = phase,
        Study = "digits-" + phase,
        State = DecisionState.Adopted,
        Frozen = frozen.ToImmutableSortedDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal),
        Evidence = new DecisionEvidence { Trials = 20, Epochs = 300, Baseline = baseline, Best = best, Gain = best - baseline },
    };
}
