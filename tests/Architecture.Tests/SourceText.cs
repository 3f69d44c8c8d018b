namespace HyperScaffold.Architecture.Tests;

/// <summary>One text file of the repository, or a planted one.</summary>
/// <param name="Path">The path below the repository's root, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
public sealed record SourceText(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public int Lines => Text.Length == 0 ? 0 : Text.Count(c => c == '\n') + (Text.EndsWith('\n') ? 0 : 1);

    public bool IsGenerated => Path.EndsWith(".g.cs", StringComparison.Ordinal);
}
