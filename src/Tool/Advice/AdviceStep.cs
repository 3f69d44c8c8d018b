namespace HyperScaffold.Tool.Advice;

/// <summary>One thing to do.</summary>
/// <param name="Kind"><c>command</c> for what is typed, <c>edit</c> for what is written into a file.</param>
/// <param name="Text">The command, or what to write and where.</param>
internal sealed record AdviceStep(string Kind, string Text)
{
    /// <summary>A command to type.</summary>
    /// <param name="text">The command.</param>
    /// <returns>The step.</returns>
    public static AdviceStep Type(string text) => new("command", text);

    /// <summary>Something to write into a file.</summary>
    /// <param name="text">What, and where.</param>
    /// <returns>The step.</returns>
    public static AdviceStep Write(string text) => new("edit", text);
}
