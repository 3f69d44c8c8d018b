namespace HyperScaffold;

/// <summary>An error that a user can mend: the message says the rule, the value that broke it and the remedy.</summary>
public class HyperException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="HyperException"/> class.</summary>
    public HyperException()
        : this("HyperScaffold could not go on.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="HyperException"/> class.</summary>
    /// <param name="message">Rule, value and remedy in one or two sentences.</param>
    public HyperException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="HyperException"/> class.</summary>
    /// <param name="message">Rule, value and remedy in one or two sentences.</param>
    /// <param name="innerException">What caused it.</param>
    public HyperException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws one exception that names every problem, if there is any.</summary>
    /// <param name="subject">What was checked, for example <c>TpeOptions</c>.</param>
    /// <param name="problems">The problems; none means that nothing happens.</param>
    /// <exception cref="HyperException">There is at least one problem.</exception>
    public static void ThrowIfAny(string subject, IReadOnlyList<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count > 0)
        {
            throw new HyperException($"{subject} cannot be used: {string.Join(" ", problems)}");
        }
    }
}
