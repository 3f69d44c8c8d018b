using System.Data.Common;
using System.Globalization;

namespace HyperScaffold.Storage.Relational;

/// <summary>One connection within a transaction. Parameters are written <c>@p0</c>, <c>@p1</c> and so on.</summary>
/// <param name="inserts">The texts of inserts seen so far, which the sessions of a storage share.</param>
internal abstract class Session(InsertTexts inserts) : IDisposable
{
    private const int RowsAtOnce = 100;

    /// <summary>Gets or sets a value indicating whether this transaction ran before and may have gone through unnoticed.</summary>
    public bool IsRepeat { get; set; }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The number of rows it changed.</returns>
    public abstract int Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Runs a statement whose result nobody waits for: it may travel with the next one, at the latest with the commit.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">The parameters.</param>
    public abstract void Later(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Runs a query.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The rows.</returns>
    public abstract List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values);

    /// <summary>Runs a query for one number.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The number; null where there is no row, or the column is null.</returns>
    public long? Number(string sql, params ReadOnlySpan<object?> values) =>
        First(sql, values) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Runs a query for one text.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The text; null where there is no row, or the column is null.</returns>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => First(sql, values) as string;

    /// <summary>Writes several rows with as few statements as possible.</summary>
    /// <param name="head">The statement up to and including VALUES.</param>
    /// <param name="row">The row in parentheses, with <c>{0}</c>, <c>{1}</c> for its parameters.</param>
    /// <param name="tail">What follows the rows, such as ON CONFLICT.</param>
    /// <param name="rows">The parameters of each row.</param>
    public void Insert(string head, string row, string tail, IReadOnlyList<object?[]> rows)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            Later(inserts.Of(head, row, tail, chunk.Length), [.. chunk.SelectMany(r => r)]);
        }
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    private object? First(string sql, ReadOnlySpan<object?> values)
    {
        var rows = Query(sql, r => r.IsDBNull(0) ? null : r.GetValue(0), values);
        return rows.Count == 0 ? null : rows[0];
    }
}
