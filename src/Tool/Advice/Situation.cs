namespace HyperScaffold.Tool.Advice;

/// <summary>What an advice depends on.</summary>
internal sealed record Situation
{
    /// <summary>Gets the seconds there are.</summary>
    /// <value>The default, 0, is enough where nothing is to be tuned anyway.</value>
    public double Seconds { get; init; }

    /// <summary>Gets the seconds of one epoch.</summary>
    /// <value>The default is 1.</value>
    public double EpochSeconds { get; init; } = 1;

    /// <summary>Gets the epochs of a training.</summary>
    /// <value>The default is 10.</value>
    public int Epochs { get; init; } = 10;

    /// <summary>Gets how many parameters are to be tuned.</summary>
    /// <value>The default is 1.</value>
    public int Parameters { get; init; } = 1;

    /// <summary>Gets how many trainings run at once.</summary>
    /// <value>The default is 1.</value>
    public int Workers { get; init; } = 1;

    /// <summary>Gets the rows of the training data; null where not told.</summary>
    public int? Rows { get; init; }

    /// <summary>Gets a value indicating whether the model does not even fit its training data.</summary>
    public bool Underfits { get; init; }

    /// <summary>Gets what a phase of the project saw of it; null where only the user says so.</summary>
    public string? UnderfitsBecause { get; init; }

    /// <summary>Gets a value indicating whether a known model is fine-tuned.</summary>
    public bool FineTunes { get; init; }

    /// <summary>Gets a value indicating whether there is a project already.</summary>
    public bool HasProject { get; init; }

    /// <summary>Gets how many full trainings fit into the time.</summary>
    public double Trainings => Math.Floor(Seconds / (EpochSeconds * Epochs)) * Workers;
}
