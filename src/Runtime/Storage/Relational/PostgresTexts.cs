using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace HyperScaffold.Storage.Relational;

/// <summary>The texts of a storage's statements as PostgreSQL itself writes them, so that the driver need not take each apart again.</summary>
internal sealed partial class PostgresTexts
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Gets the texts of inserts.</summary>
    public InsertTexts Inserts { get; } = new();

    /// <summary>A statement with <c>$1</c> in place of <c>@p0</c>.</summary>
    /// <param name="sql">The statement.</param>
    /// <returns>The text.</returns>
    public string Of(string sql) => _known.GetOrAdd(
        sql,
        static s => Parameter().Replace(s, m => "$" + (int.Parse(m.ValueSpan[2..], System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [GeneratedRegex("@p[0-9]+")]
    private static partial Regex Parameter();
}
