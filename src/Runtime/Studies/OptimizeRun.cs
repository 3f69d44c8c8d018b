namespace HyperScaffold.Studies;

/// <summary>What a callback may do with the run that calls it.</summary>
public sealed class OptimizeRun
{
    /// <summary>Initializes a new instance of the <see cref="OptimizeRun"/> class.</summary>
    /// <param name="study">The study.</param>
    internal OptimizeRun(Study study) => Study = study;

    /// <summary>Gets the study.</summary>
    public Study Study { get; }

    internal bool IsStopped { get; private set; }

    /// <summary>Starts no more trials; running ones end.</summary>
    public void Stop() => IsStopped = true;
}
