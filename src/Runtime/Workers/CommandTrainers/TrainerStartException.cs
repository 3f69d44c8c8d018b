namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>A command cannot be started: its program is missing, not executable, or refused by the operating system.</summary>
public sealed class TrainerStartException : HyperException
{
    /// <summary>Initializes a new instance of the <see cref="TrainerStartException"/> class.</summary>
    public TrainerStartException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrainerStartException"/> class.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    public TrainerStartException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrainerStartException"/> class.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    /// <param name="innerException">What caused it.</param>
    public TrainerStartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
