using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;

namespace HyperScaffold.Tool.Evidence;

/// <summary>One training that an experiment asks for: the same recipe gives the same curve, so it is trained once.</summary>
/// <param name="Values">The external values of all the plan's parameters.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="ScoresTest">True also scores the test rows, which no search may look at.</param>
internal sealed record Recipe(ImmutableSortedDictionary<string, object?> Values, long Seed, bool ScoresTest = false)
{
    /// <summary>Gets the text that two equal recipes share, also after a way through a database.</summary>
    public string Key => KeyOf(Values, Seed, ScoresTest);

    /// <summary>Gets the text that recipes share whose models may have one shape: all but numbers that are no whole ones.</summary>
    public string Shape => string.Join(' ', Values.Where(v => v.Value is not double).Select(v => $"{v.Key}={Text(v.Value)}"));

    /// <summary>The key of values and a seed.</summary>
    /// <param name="values">External values by name.</param>
    /// <param name="seed">The training seed.</param>
    /// <param name="scoresTest">Whether the test rows are scored.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(IEnumerable<KeyValuePair<string, object?>> values, long seed, bool scoresTest)
    {
        var parts = values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={Text(v.Value)}");
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', parts)} seed={seed}{(scoresTest ? " test" : string.Empty)}");
    }

    // JSON knows 64 and 64.0, a plan does not care
    private static string Text(object? value) => value is long or int or double
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
        : PythonJson.Write(value);
}
