namespace HyperScaffold.Tool.Running;

/// <summary>A project does not build; the message has a line for each error of the compiler.</summary>
/// <param name="message">What the build said, and what to do.</param>
internal sealed class BuildException(string message) : HyperException(message)
{
    /// <summary>Gets the message line by line, each to be cleaned and shown by itself.</summary>
    public IReadOnlyList<string> Lines => Message.Split('\n');
}
