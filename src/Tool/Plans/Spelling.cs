namespace HyperScaffold.Tool.Plans;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    /// <summary>A hint for a message.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">The words there are.</param>
    /// <returns>The end of a sentence: <c>. Did you mean 'low'?</c>, or only its full stop.</returns>
    public static string DidYouMean(string word, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, Math.Min(word.Length, 12) / 3);
        var best = known.Select(k => (Word: k, Distance: Distance(word, k))).OrderBy(k => k.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= allowed ? $". Did you mean '{best.Word}'?" : ".";
    }

    // optimal string alignment: a swap of neighbours is one mistake, as fingers make it
    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Step(d, a, b, i, j);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Step(int[,] d, string a, string b, int i, int j)
    {
        var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
        var best = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(best, d[i - 2, j - 2] + 1) : best;
    }
}
