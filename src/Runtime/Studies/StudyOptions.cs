using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>How a study is opened.</summary>
public sealed record StudyOptions
{
    /// <summary>Gets where the study lies; null keeps it in memory, and then it ends with the study object.</summary>
    public IStorage? Storage { get; init; }

    /// <summary>Gets which values are better; used when the study is created.</summary>
    /// <value>The default is to minimize, as in Optuna.</value>
    public StudyDirection Direction { get; init; } = StudyDirection.Minimize;

    /// <summary>Gets a value indicating whether <c>Create</c> opens an existing study instead of refusing.</summary>
    public bool LoadIfExists { get; init; }

    /// <summary>Gets what chooses the values of new trials.</summary>
    /// <value>The default is <see cref="AutoSampler"/>: a Gaussian process for up to 20 parameters and 200 trials, otherwise TPE.</value>
    public ISampler? Sampler { get; init; }

    /// <summary>Gets what ends hopeless trials; null never does.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>
    /// Gets the space that the sampler is asked for at once. Where it is empty the study learns it: the parameters that
    /// all finished trials have.
    /// </summary>
    public SearchSpace Space { get; init; } = SearchSpace.Empty;

    /// <summary>Gets the sampler's seed.</summary>
    /// <value>The default is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the longest a trial trains, in epochs, which objectives find in <see cref="TrialContext.Epochs"/>.</summary>
    /// <value>The default is 1.</value>
    public int Epochs { get; init; } = 1;

    /// <summary>Gets the device that trials train on, which objectives find in <see cref="TrialContext.Device"/>.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    internal string Device { get; init; } = "cpu";

    /// <summary>Gets the name of the metric that is optimized and pruned on, among several that a trial reports.</summary>
    /// <value>The default is <c>value</c>.</value>
    public string Metric { get; init; } = "value";

    /// <summary>Gets this worker's name in leases.</summary>
    /// <value>The default is made of the machine's name and the process.</value>
    public string Worker { get; init; } = $"{System.Environment.MachineName}:{System.Environment.ProcessId}";

    /// <summary>Gets how long a trial stays this worker's after it was last heard of.</summary>
    /// <value>The default is 60 s; at least 1 ms.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many attempts a configuration gets whose workers vanish.</summary>
    /// <value>The default is 3; at least 1.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Gets the share of the trials due to be pruned that run on, as controls of what pruning costs.</summary>
    /// <value>The default is 0.05; 0 to 1.</value>
    public double PruneControlShare { get; init; } = 0.05;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Lists what is wrong with these options.</summary>
    /// <returns>The problems; none where they can be used.</returns>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        if (Epochs < 1)
        {
            problems.Add(new Problem(nameof(Epochs), $"{Epochs}", "a trial trains at least one epoch", "Give 1 or more"));
        }

        if (Lease < TimeSpan.FromMilliseconds(1))
        {
            problems.Add(new Problem(nameof(Lease), Lease.ToString(), "a lease lasts at least 1 ms", "Leave it out for 60 s"));
        }

        if (MaxAttempts < 1)
        {
            problems.Add(new Problem(nameof(MaxAttempts), $"{MaxAttempts}", "a configuration gets at least one attempt", "Give 1 or more"));
        }

        if (!(PruneControlShare is >= 0 and <= 1))
        {
            problems.Add(new Problem(nameof(PruneControlShare), PythonText.Float(PruneControlShare), "a share lies between 0 and 1", "Give 0.05, or 0 for no controls"));
        }

        return problems;
    }
}
