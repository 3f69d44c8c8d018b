using System.Collections.Immutable;
using HyperScaffold.Analysis;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Analysis;

/// <summary>Every analysis over studies that hold hardly anything, or only what cannot be drawn.</summary>
public sealed class AnalysisEdgeTests
{
    private static readonly FloatDistribution Rate = new(1e-5, 1, log: true);

    public static TheoryData<string, FrozenTrial[]> Studies => new()
    {
        { "nothing", [] },
        { "failed only", [Trial(0, TrialState.Fail, null)] },
        { "infinite only", [Trial(0, TrialState.Complete, double.PositiveInfinity), Trial(1, TrialState.Complete, double.NegativeInfinity)] },
        { "running only", [Trial(0, TrialState.Running, null)] },
        { "one trial", [Trial(0, TrialState.Complete, 1)] },
        { "without parameters", [.. Enumerable.Range(0, 5).Select(i => Trial(i, TrialState.Complete, i) with { Parameters = ImmutableDictionary.Create<string, ParameterValue>(StringComparer.Ordinal) })] },
        { "a constant objective", [.. Enumerable.Range(0, 9).Select(i => Trial(i, TrialState.Complete, 1))] },
        { "pruned before a report", [Trial(0, TrialState.Pruned, null)] },
    };

    [Theory]
    [MemberData(nameof(Studies))]
    public void No_study_is_too_poor_for_an_analysis(string study, FrozenTrial[] trials)
    {
        Assert.NotEmpty(study);
        foreach (var direction in Enum.GetValues<StudyDirection>())
        {
            Assert.All(PedAnova.Evaluate(trials, direction), i => Assert.True(double.IsFinite(i.Raw) && double.IsFinite(i.Share)));
            Assert.All(BestSoFar.Compute(trials, direction), p => Assert.True(double.IsFinite(p.Best)));
            Assert.All(EmpiricalDistribution.Compute(trials, direction), p => Assert.True(double.IsFinite(p.Value)));
            Assert.All(ParallelCoordinates.Compute(trials, direction).Lines, l => Assert.True(double.IsFinite(l.Value)));
            Assert.InRange(PruningSavings.Compute(trials, direction, 30).Share, 0, 1);
        }

        Assert.All(Timeline.Compute(trials, DateTime.UnixEpoch), b => Assert.True(b.End >= b.Start));
    }

    [Fact]
    public void A_parameter_that_is_a_number_here_and_a_choice_there_has_no_axis_and_says_so()
    {
        var kinds = new CategoricalDistribution("a", "b");
        var mixed = new[] { With(0, "x", new ParameterValue(kinds, 0)), With(1, "x", new ParameterValue(Rate, 0.1)) };
        Assert.Equal("A parameter that is numeric in some trials and categorical in others has no axis. Plot the trials apart.", Assert.Throws<HyperException>(() => SlicePlot.Compute(mixed, "x")).Message);
    }

    [Fact]
    public void A_contour_of_one_parameter_with_itself_lies_on_its_diagonal()
    {
        var plot = ContourPlot.Compute([Trial(0, TrialState.Complete, 1), Trial(1, TrialState.Complete, 2)], StudyDirection.Minimize, "rate", "rate");
        Assert.All(plot.Points, p => Assert.Equal(p.X, p.Y));
        Assert.ThrowsAny<HyperException>(() => ContourPlot.Compute([], StudyDirection.Minimize, "rate", "rate", cells: 0));
    }

    private static FrozenTrial Trial(int number, TrialState state, double? value) => With(number, "rate", new ParameterValue(Rate, 0.01 / (number + 1))) with { State = state, Value = value };

    private static FrozenTrial With(int number, string name, ParameterValue value) => new()
    {
        Id = number,
        Number = number,
        State = TrialState.Complete,
        Value = number,
        Start = DateTime.UnixEpoch.AddSeconds(number),
        Parameters = ImmutableDictionary.Create<string, ParameterValue>(StringComparer.Ordinal).Add(name, value),
    };
}
