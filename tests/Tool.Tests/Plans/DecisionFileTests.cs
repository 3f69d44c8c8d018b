using HyperScaffold.Contracts;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Plans;

public sealed class DecisionFileTests
{
    [Fact]
    public void Every_field_of_a_decision_comes_back()
    {
        var text = DecisionWriter.Write(SampleDecisions.Full);

        var read = DecisionFile.Parse(text, "hyper.decisions.yaml");

        Assert.Equal(text, DecisionWriter.Write(read));
        Assert.Equivalent(SampleDecisions.Full.Decisions.ToArray(), read.Decisions.ToArray(), strict: true);
        Assert.Equal(SampleDecisions.Full.Decisions[1].Frozen.Values.Select(v => v?.GetType()), read.Decisions[1].Frozen.Values.Select(v => v?.GetType()));
    }

    [Fact]
    public void The_file_reads_as_approved() =>
        Approval.Match(DecisionWriter.Write(SampleDecisions.Full), "Tool.Tests/Plans/decisions.approved.txt");

    [Fact]
    public void An_absent_file_is_an_empty_book() =>
        Assert.Empty(DecisionFile.Load(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).Decisions);

    [Fact]
    public void An_empty_book_comes_back() =>
        Assert.Empty(DecisionFile.Parse(DecisionWriter.Write(DecisionBook.Empty), "x").Decisions);

    [Fact]
    public void Saving_replaces_the_file_and_leaves_nothing_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("hyper-test");
        var path = Path.Combine(folder.FullName, "hyper.decisions.yaml");
        DecisionFile.Save(path, DecisionBook.Empty);

        DecisionFile.Save(path, SampleDecisions.Full);

        Assert.Equal([path], Directory.GetFiles(folder.FullName));
        Assert.Equal(2, DecisionFile.Load(path).Decisions.Length);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("version: 1\ndecisions:\n  - { phase: '../../etc', study: s, state: kept }", "phase must be a name")]
    [InlineData("version: 1\ndecisions:\n  - { phase: a, study: s, state: won }", "state must be one of open, adopted, kept, skipped")]
    [InlineData("version: 1\ndecisions:\n  - { phase: a, study: s, state: kept, frozen: { x: [1] } }", "a frozen value must be a single value")]
    [InlineData("version: 1\ndecisions:\n  - { phase: a, study: s, state: kept, widened: { x: { low: 2, high: 1, times: 1 } } }", "`low <= high` must hold")]
    [InlineData("version: 1\ndecisions:\n  - { phase: a, study: s, state: kept, evidence: { trials: many } }", "trials must be a whole number")]
    [InlineData("version: 1\ndecisions:\n  - { phase: a, study: s, state: kept, time: tomorrow }", "time must be a time")]
    [InlineData("version: 1\ndecisions: [oops]", "a decision must be a mapping")]
    [InlineData("version: 2\ndecisions: []", "version must be 1")]
    [InlineData("<<<<<<< HEAD\nversion: 1\n", "hyper.decisions.yaml:1:1: error: a merge left both sides of a conflict here. Keep one of them, or of decisions both one below the other, and take out the lines <<<<<<<, ======= and >>>>>>>")]
    public void A_file_that_was_tampered_with_is_refused_with_place_and_rule(string text, string rule)
    {
        var lines = Assert.Throws<PlanException>(() => DecisionFile.Parse(text, "hyper.decisions.yaml")).Lines;

        Assert.Contains(lines, l => l.StartsWith("hyper.decisions.yaml:", StringComparison.Ordinal) && l.Contains(rule, StringComparison.Ordinal));
    }
}
