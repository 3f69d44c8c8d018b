namespace HyperScaffold.Phases;

/// <summary>An end of a range at which the best trials lie.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="End">The end.</param>
/// <param name="Level">How likely so clear a trend towards the end would be if the parameter had no effect, 0 to 1.</param>
/// <param name="Text">The numbers, one sentence.</param>
public sealed record RangeEdge(PlanParameter Parameter, RangeEnd End, double Level, string Text);
