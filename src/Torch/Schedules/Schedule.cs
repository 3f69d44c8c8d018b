namespace HyperScaffold.Torch.Schedules;

/// <summary>The schedules by the names that a plan uses.</summary>
public static class Schedule
{
    /// <summary>Gets the names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["constant", "cosine", "one_cycle", "linear", "step"];

    /// <summary>The schedule of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The schedule with its defaults.</returns>
    /// <exception cref="HyperException">The name is not known.</exception>
    public static ISchedule Parse(string name) => name switch
    {
        "constant" => new ConstantSchedule(),
        "cosine" => new CosineSchedule(),
        "linear" => new LinearSchedule(),
        "step" => new StepSchedule(),
        "one_cycle" => new OneCycleSchedule(),
        _ => throw new HyperException($"A schedule is {string.Join(", ", Names)}, but got '{name}'. Use one of these names."),
    };
}
