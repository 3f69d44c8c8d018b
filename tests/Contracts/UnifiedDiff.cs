using System.Text;

namespace HyperScaffold.Contracts;

/// <summary>A line diff with three lines of context, as <c>diff -u</c> shows it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Compares two texts.</summary>
    /// <param name="old">The approved text.</param>
    /// <param name="current">The new text.</param>
    /// <returns>The changed lines with their context; empty for equal texts.</returns>
    public static string Of(string old, string current)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(current);
        var lines = Lines(old.Split('\n'), current.Split('\n'));
        var changed = lines.Select((l, i) => (l, i)).Where(x => x.l[0] != ' ').Select(x => x.i).ToList();
        var text = new StringBuilder();
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!changed.Any(c => Math.Abs(c - i) <= Context))
            {
                continue;
            }

            text.Append(last >= 0 && i > last + 1 ? "...\n" : string.Empty).Append(lines[i]).Append('\n');
            last = i;
        }

        return text.ToString();
    }

    // longest common subsequence, from the end so that the walk runs forwards
    private static List<string> Lines(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        int x = 0, y = 0;
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                lines.Add(" " + a[x++]);
                y++;
            }
            else if (y == b.Length || (x < a.Length && common[x + 1, y] >= common[x, y + 1]))
            {
                lines.Add("-" + a[x++]);
            }
            else
            {
                lines.Add("+" + b[y++]);
            }
        }

        return lines;
    }
}
