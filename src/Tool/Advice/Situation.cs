namespace HyperScaffold.Tool.Advice;

/// <summary>What an advice depends on.</summary>
internal sealed record Situation
{
    /// <summary>Gets the seconds there are.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the seconds of one epoch.</summary>
    public required double EpochSeconds { get; init; }

    /// <summary>Gets the epochs of a training.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets how many parameters are to be tuned.</summary>
    public required int Parameters { get; init; }

    /// <summary>Gets how many trainings run at once.</summary>
    /// <value>The default is 1.</value>
    public int Workers { get; init; } = 1;

    /// <summary>Gets the rows of the training data; null where not told.</summary>
    public int? Rows { get; init; }

    /// <summary>Gets a value indicating whether the model does not even fit its training data.</summary>
    public bool Underfits { get; init; }

    /// <summary>Gets a value indicating whether a known model is fine-tuned.</summary>
    public bool FineTunes { get; init; }

    /// <summary>Gets how many full trainings fit into the time.</summary>
    public double Trainings => Math.Floor(Seconds / (EpochSeconds * Epochs)) * Workers;
}
