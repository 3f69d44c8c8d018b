using HyperScaffold.Analysis;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Analysis;

public sealed class PlotTests
{
    private static readonly FloatDistribution Rate = new(1e-4, 1, log: true);
    private static readonly CategoricalDistribution Kind = new("a", "b");

    [Fact]
    public void Isolation_shows_the_best_of_each_bucket_and_which_ones_noise_hides()
    {
        var study = new StudyBuilder()
            .Complete(0.80, ("rate", Rate, 2e-4)).Complete(0.90, ("rate", Rate, 3e-3)).Complete(0.95, ("rate", Rate, 5e-3))
            .Complete(0.94, ("rate", Rate, 2e-2)).Add(TrialState.Fail, null, ("rate", Rate, 1)).Add(TrialState.Pruned, 0.1, ("rate", Rate, 0.5));
        var plot = IsolationPlot.Compute(study.Trials, StudyDirection.Maximize, "rate", new IsolationOptions { Buckets = 4, Noise = 0.01 });
        Assert.Equal([0.80, 0.95, 0.94, null], plot.Buckets.Select(b => b.Best));
        Assert.Equal([0, 2, 3, null], plot.Buckets.Select(b => b.BestNumber));
        Assert.Equal([false, true, true, false], plot.Buckets.Select(b => b.IsInBand));
        Assert.Equal((1, 1), (plot.Buckets[3].Failed, plot.Buckets[3].Pruned));
        Assert.Equal(0.93, plot.BandEnd!.Value, 1e-12);
        Assert.Equal(1e-3, plot.Buckets[1].Low, 1e-12);
    }

    [Fact]
    public void Isolation_of_a_categorical_parameter_has_a_bucket_a_choice_and_minimizes_too()
    {
        var study = new StudyBuilder().Complete(3, ("kind", Kind, 1)).Complete(2, ("kind", Kind, 1));
        var plot = IsolationPlot.Compute(study.Trials, StudyDirection.Minimize, "kind", new IsolationOptions { Noise = 0.5 });
        Assert.Equal([null, 2.0], plot.Buckets.Select(b => b.Best));
        Assert.Equal((2.0, 3.0), (plot.Best, plot.BandEnd));
    }

    [Fact]
    public void A_parameter_that_no_trial_has_is_an_error_that_names_the_others()
    {
        var study = new StudyBuilder().Complete(1, ("rate", Rate, 0.1));
        var error = Assert.Throws<HyperException>(() => IsolationPlot.Compute(study.Trials, StudyDirection.Minimize, "rat"));
        Assert.Contains("rate", error.Message, StringComparison.Ordinal);
        Assert.Throws<HyperException>(() => SlicePlot.Compute(study.Trials, "rat"));
        Assert.Throws<HyperException>(() => ContourPlot.Compute(study.Trials, StudyDirection.Minimize, "rate", "rat"));
        Assert.Throws<HyperException>(() => IsolationPlot.Compute(study.Trials, StudyDirection.Minimize, "rate", new IsolationOptions { Noise = double.NaN, Buckets = 0 }));
    }

    [Fact]
    public void A_study_in_which_every_trial_failed_has_buckets_without_a_best()
    {
        var study = new StudyBuilder().Add(TrialState.Fail, null, ("rate", Rate, 0.1));
        var plot = IsolationPlot.Compute(study.Trials, StudyDirection.Minimize, "rate");
        Assert.Equal(10, plot.Buckets.Length);
        Assert.Null(plot.Best);
        Assert.Null(plot.BandEnd);
    }

    [Fact]
    public void A_slice_has_positions_on_the_scale_of_its_parameter_over_a_widened_range()
    {
        var narrow = new FloatDistribution(1e-2, 1, log: true);
        var study = new StudyBuilder().Complete(1, ("rate", narrow, 1e-2)).Complete(2, ("rate", Rate, 1e-4)).Complete(3);
        var slice = SlicePlot.Compute(study.Trials, "rate");
        Assert.Equal((1e-4, 1.0, true), (slice.Axis!.Low, slice.Axis.High, slice.Axis.IsLog));
        Assert.Equal([(0, 0.5), (1, 0.0)], slice.Points.Select(p => (p.Number, Math.Round(p.Position, 9))));
    }

    [Fact]
    public void A_contour_keeps_the_best_of_each_cell_and_no_empty_one()
    {
        var unit = new FloatDistribution(0, 1);
        var study = new StudyBuilder().Complete(3, ("x", unit, 0.1), ("kind", Kind, 1)).Complete(2, ("x", unit, 0.2), ("kind", Kind, 1))
            .Complete(9, ("x", unit, 1), ("kind", Kind, 0)).Complete(1, ("x", unit, 0.5));
        var plot = ContourPlot.Compute(study.Trials, StudyDirection.Minimize, "x", "kind", 2);
        Assert.Equal((2, 2, 3), (plot.Columns, plot.Rows, plot.Points.Length));
        Assert.Equal([new ContourCell(1, 0, 1, 9), new ContourCell(0, 1, 2, 2)], plot.Cells);
        Assert.Throws<HyperException>(() => ContourPlot.Compute(study.Trials, StudyDirection.Minimize, "x", "kind", 0));
    }

    [Fact]
    public void Parallel_coordinates_put_the_best_first_and_leave_a_gap_where_a_parameter_is_missing()
    {
        var study = new StudyBuilder().Complete(1, ("rate", Rate, 1)).Complete(5, ("rate", Rate, 1e-4), ("kind", Kind, 1));
        var plot = ParallelCoordinates.Compute(study.Trials, StudyDirection.Maximize);
        Assert.Equal(["kind", "rate"], plot.Axes.Select(a => a.Name));
        Assert.Equal([1, 0], plot.Lines.Select(l => l.Number));
        Assert.Equal([1, 0], plot.Lines[0].Positions);
        Assert.Equal([null, 1], plot.Lines[1].Positions);
    }

    [Fact]
    public void Nothing_in_gives_an_empty_plot()
    {
        Assert.Empty(IsolationPlot.Compute([], StudyDirection.Minimize, "x").Buckets);
        Assert.Null(SlicePlot.Compute([], "x").Axis);
        Assert.Empty(ContourPlot.Compute([], StudyDirection.Minimize, "x", "y").Cells);
        Assert.Empty(ParallelCoordinates.Compute([], StudyDirection.Minimize).Axes);
    }

    [Fact]
    public void A_range_of_one_point_lies_in_the_middle()
    {
        var study = new StudyBuilder().Complete(1, ("x", new FloatDistribution(2, 2), 2));
        Assert.Equal(0.5, Assert.Single(SlicePlot.Compute(study.Trials, "x").Points).Position);
    }

    [Fact]
    public void A_value_goes_to_its_position_and_back()
    {
        var axis = new ParameterAxis { Name = "rate", IsLog = true, Low = 1e-4, High = 1 };
        Assert.Equal(3e-3, axis.ValueAt(axis.PositionOf(3e-3)), 1e-15);
    }
}
