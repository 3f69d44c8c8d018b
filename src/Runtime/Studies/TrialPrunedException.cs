namespace HyperScaffold.Studies;

/// <summary>Thrown by an objective after <c>ShouldPrune()</c> answered true; the trial ends as pruned, not as failed.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="TrialPrunedException"/> class.</summary>
    public TrialPrunedException()
        : base("The trial was pruned.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrialPrunedException"/> class.</summary>
    /// <param name="message">Why.</param>
    public TrialPrunedException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrialPrunedException"/> class.</summary>
    /// <param name="message">Why.</param>
    /// <param name="innerException">What caused it.</param>
    public TrialPrunedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
