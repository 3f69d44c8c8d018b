using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>
/// What a training needs to know of its trial, and what it gives back besides the objective: logged metrics, the test
/// score, the kept weights. One training uses one context on one thread.
/// </summary>
public sealed class TrialContext
{
    private readonly Dictionary<string, List<IntermediateValue>> _metrics = new(StringComparer.Ordinal);

    /// <summary>Gets the longest a trial trains, in epochs, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the training seed: initial weights, data order, dropout.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets the device's name as PyTorch writes it.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Gets the trial's number; null outside a study (the final training).</summary>
    public int? TrialNumber { get; init; }

    /// <summary>Gets the metric's name as in the plan, which decides the best epoch.</summary>
    /// <value>The default is <c>validation_accuracy</c>.</value>
    public string Metric { get; init; } = "validation_accuracy";

    /// <summary>Gets which values of the metric are better.</summary>
    /// <value>The default is to maximize.</value>
    public StudyDirection Direction { get; init; } = StudyDirection.Maximize;

    /// <summary>Gets a value indicating whether the test part is scored with the best epoch's weights at the end.</summary>
    public bool ScoreTest { get; init; }

    /// <summary>Gets the file that the best epoch's weights are written to at the end; null keeps none.</summary>
    public string? WeightsFile { get; init; }

    /// <summary>Gets the token that ends the training early: an interrupt, or a trial that was taken away.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets the file that a training may keep its state in, to go on from after its worker was killed; null keeps none.</summary>
    internal string? CheckpointFile { get; init; }

    /// <summary>Gets or sets what takes a line for the trial's log.</summary>
    internal Action<string>? Say { get; set; }

    /// <summary>Gets the trial's place among those that are evaluated together; null where it is by itself.</summary>
    internal TrialSeat? Seat { get; init; }

    /// <summary>Gets or sets the score on data that no trial saw; null until it was asked for and computed.</summary>
    public double? TestScore { get; set; }

    /// <summary>Gets the metrics logged so far, by name, each in the order of its steps.</summary>
    public ImmutableDictionary<string, ImmutableArray<IntermediateValue>> Metrics =>
        _metrics.ToImmutableDictionary(m => m.Key, m => m.Value.ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>
    /// Logs a metric beside the reported one. <c>train_value</c> (the metric on the training part), <c>train_loss</c> and
    /// <c>validation_loss</c> are what phases with <c>when: overfitting</c> are judged by.
    /// </summary>
    /// <param name="step">The epoch, from 1.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">Its value.</param>
    public void Log(int step, string name, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_metrics.TryGetValue(name, out var series))
        {
            _metrics[name] = series = [];
        }

        series.Add(new IntermediateValue(step, value));
    }
}
