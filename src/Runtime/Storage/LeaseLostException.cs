namespace HyperScaffold.Storage;

/// <summary>A trial is no longer this worker's: its lease expired and another may have taken it, or it is finished.</summary>
public sealed class LeaseLostException : HyperException
{
    /// <summary>Initializes a new instance of the <see cref="LeaseLostException"/> class.</summary>
    public LeaseLostException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LeaseLostException"/> class.</summary>
    /// <param name="message">Which trial, and what became of it.</param>
    public LeaseLostException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LeaseLostException"/> class.</summary>
    /// <param name="message">Which trial, and what became of it.</param>
    /// <param name="innerException">What caused it.</param>
    public LeaseLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
