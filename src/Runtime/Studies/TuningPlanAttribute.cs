using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>What a project's workers must know of the plan; generated, one an assembly.</summary>
/// <param name="name">The plan's name.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TuningPlanAttribute(string name) : Attribute
{
    /// <summary>Gets the plan's name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets or sets the metric's name as in the plan.</summary>
    public string Metric { get; set; } = "validation_accuracy";

    /// <summary>Gets or sets which values are better.</summary>
    public StudyDirection Direction { get; set; } = StudyDirection.Maximize;

    /// <summary>Gets or sets the longest a trial trains, in epochs.</summary>
    public int Epochs { get; set; } = 1;

    /// <summary>Gets or sets the plan's seed.</summary>
    public long Seed { get; set; } = 1;
}
