using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace HyperScaffold.Storage.Relational;

/// <summary>Makes the texts of statements that insert several rows, each once.</summary>
internal sealed class InsertTexts
{
    private readonly ConcurrentDictionary<(string Head, string Row, string Tail, int Rows), string> _known = [];

    /// <summary>The statement for a number of rows.</summary>
    /// <param name="head">The statement up to and including VALUES.</param>
    /// <param name="row">The row in parentheses, with <c>{0}</c>, <c>{1}</c> for its parameters.</param>
    /// <param name="tail">What follows the rows, such as ON CONFLICT.</param>
    /// <param name="rows">How many rows.</param>
    /// <returns>The statement.</returns>
    public string Of(string head, string row, string tail, int rows) => _known.GetOrAdd((head, row, tail, rows), Make);

    private static string Make((string Head, string Row, string Tail, int Rows) insert)
    {
        var columns = insert.Row.Count(c => c == '{');
        var sql = new StringBuilder(insert.Head);
        for (var i = 0; i < insert.Rows; i++)
        {
            var names = Enumerable.Range(i * columns, columns).Select(n => (object)string.Create(CultureInfo.InvariantCulture, $"@p{n}")).ToArray();
            sql.Append(i == 0 ? " " : ", ").AppendFormat(CultureInfo.InvariantCulture, insert.Row, names);
        }

        return sql.Append(' ').Append(insert.Tail).ToString();
    }
}
