using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>What is optimized.</summary>
/// <param name="Name">The metric's name, such as <c>validation_accuracy</c>.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="UseLast">True where the last epoch counts (<c>summary: last</c>), false where the best does.</param>
public sealed record PlanMetric(string Name, StudyDirection Direction, bool UseLast = false);
