namespace HyperScaffold.Tool.Hosting;

/// <summary>Wrong use of the tool: the message goes to standard error and the exit code is 2.</summary>
internal class UsageException : HyperException
{
    /// <summary>Initializes a new instance of the <see cref="UsageException"/> class.</summary>
    public UsageException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="UsageException"/> class.</summary>
    /// <param name="message">Rule, value and remedy.</param>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="UsageException"/> class.</summary>
    /// <param name="message">Rule, value and remedy.</param>
    /// <param name="innerException">What caused it.</param>
    public UsageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
