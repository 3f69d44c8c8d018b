namespace HyperScaffold.Tool.Hosting;

/// <summary>What a command's exit codes 0 and 1 mean, for its help; 2 and 130 mean the same everywhere.</summary>
/// <param name="done">What 0 means.</param>
/// <param name="failed">What 1 means; null where the command never answers 1 by itself.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ExitCodesAttribute(string done, string? failed = null) : Attribute
{
    /// <summary>Gets what 0 means.</summary>
    public string Done { get; } = done;

    /// <summary>Gets what 1 means, or null.</summary>
    public string? Failed { get; } = failed;
}
