namespace HyperScaffold.Guidance;

/// <summary>How much a finding weighs.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Probably a mistake; <c>lint --strict</c> fails.</summary>
    Warning,

    /// <summary>Stops <c>phase next</c> unless waived with a reason.</summary>
    Error,
}
