namespace HyperScaffold;

/// <summary>One broken rule: what was set, what it got, what must hold and what to do.</summary>
/// <param name="Setting">The name of the setting, for example <c>StartupTrials</c>.</param>
/// <param name="Got">The value as text, in the invariant culture.</param>
/// <param name="Rule">What must hold, as a sentence without a full stop.</param>
/// <param name="Remedy">What to write instead, as a sentence without a full stop.</param>
public sealed record Problem(string Setting, string Got, string Rule, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Setting} = {Got}: {Rule}. {Remedy}.";
}
