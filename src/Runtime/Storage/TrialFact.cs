using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>Something that happened to a running trial; facts are appended, several in one transaction.</summary>
public abstract record TrialFact
{
    private TrialFact()
    {
    }

    /// <summary>A parameter got its value.</summary>
    /// <param name="Name">The parameter's name.</param>
    /// <param name="Value">Its distribution and internal value.</param>
    public sealed record ParameterSet(string Name, ParameterValue Value) : TrialFact;

    /// <summary>A value was reported.</summary>
    /// <param name="Report">Step and value.</param>
    public sealed record Reported(IntermediateValue Report) : TrialFact;

    /// <summary>A user attribute was set.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Json">JSON text.</param>
    public sealed record UserAttributeSet(string Key, string Json) : TrialFact;

    /// <summary>A system attribute was set.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Json">JSON text.</param>
    public sealed record SystemAttributeSet(string Key, string Json) : TrialFact;

    /// <summary>The trial ended; nothing may follow.</summary>
    /// <param name="State">Complete, pruned or failed.</param>
    /// <param name="Value">The objective value; null for a failed trial or one pruned before any report.</param>
    public sealed record Ended(TrialState State, double? Value) : TrialFact;

    /// <summary>
    /// The worker gives the trial back: it becomes waiting again with its parameters as <c>fixed_params</c> and its
    /// reports deleted. Not a failure.
    /// </summary>
    public sealed record HandedBack : TrialFact;

    /// <summary>All parameters so far, as a storage in memory takes them at once.</summary>
    /// <param name="Parameters">The parameters.</param>
    internal sealed record ParametersSet(TrialParameters Parameters) : TrialFact;
}
