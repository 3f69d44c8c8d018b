using System.Text;
using System.Text.RegularExpressions;

namespace HyperScaffold.Architecture.Tests;

/// <summary>Reads fences, links and headings of Markdown.</summary>
public static partial class Markdown
{
    /// <summary>Finds the fenced blocks of one language.</summary>
    /// <param name="file">The Markdown file.</param>
    /// <param name="language">The first word after the fence.</param>
    /// <returns>The blocks; the path carries the line.</returns>
    public static IEnumerable<SourceText> Fences(SourceText file, string language)
    {
        var block = (StringBuilder?)null;
        var start = 0;
        var number = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            number++;
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (isFence && block is null)
            {
                (block, start) = (new StringBuilder(line.Trim()), number);
            }
            else if (isFence)
            {
                var text = block!.ToString();
                var end = text.IndexOf('\n', StringComparison.Ordinal);
                var info = end < 0 ? text : text[..end];
                if (info[3..].Split(' ')[0] == language && end >= 0)
                {
                    yield return new SourceText($"{file.Path}:{start}", text[(end + 1)..]);
                }

                block = null;
            }
            else
            {
                block?.Append('\n').Append(line);
            }
        }
    }

    /// <summary>Finds the targets of links outside fences.</summary>
    /// <param name="file">The Markdown file.</param>
    /// <returns>The targets as written.</returns>
    public static IEnumerable<string> Links(SourceText file) =>
        Link().Matches(WithoutCode(file.Text)).Select(m => m.Groups[1].Value.Split(' ')[0]);

    /// <summary>Finds the anchors that GitHub makes of headings.</summary>
    /// <param name="text">The Markdown text.</param>
    /// <returns>The anchors without the sign before them.</returns>
    public static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(m => NotInAnchor().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    private static string WithoutCode(string text) => InlineCode().Replace(Fence().Replace(text, string.Empty), string.Empty);

    [GeneratedRegex(@"\]\(([^)\s]+[^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();
}
