using System.Data.Common;
using System.Globalization;
using System.Text;

namespace HyperScaffold.Storage.Relational;

/// <summary>One connection with its prepared statements. Parameters are written <c>@p0</c>, <c>@p1</c> and so on.</summary>
/// <param name="connection">The open connection, which the session closes.</param>
internal sealed class Session(DbConnection connection) : IDisposable
{
    private const int RowsAtOnce = 100;
    private const int MostCommands = 300;
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether this transaction ran before and may have gone through unnoticed.</summary>
    public bool IsRepeat { get; set; }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The number of rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query for one number.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The number; null where there is no row, or the column is null.</returns>
    public long? Number(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Runs a query for one text.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The text; null where there is no row, or the column is null.</returns>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteScalar() as string;

    /// <summary>Runs a query.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="values">The parameters.</param>
    /// <returns>The rows.</returns>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Writes several rows with as few statements as possible.</summary>
    /// <param name="head">The statement up to and including VALUES.</param>
    /// <param name="row">The row in parentheses, with <c>{0}</c>, <c>{1}</c> for its parameters.</param>
    /// <param name="tail">What follows the rows, such as ON CONFLICT.</param>
    /// <param name="rows">The parameters of each row.</param>
    public void Insert(string head, string row, string tail, IReadOnlyList<object?[]> rows)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var sql = new StringBuilder(head);
            for (var i = 0; i < chunk.Length; i++)
            {
                var first = i * chunk[i].Length;
                var names = Enumerable.Range(first, chunk[i].Length).Select(n => (object)string.Create(CultureInfo.InvariantCulture, $"@p{n}")).ToArray();
                sql.Append(i == 0 ? " " : ", ").Append(CultureInfo.InvariantCulture, $"{string.Format(CultureInfo.InvariantCulture, row, names)}");
            }

            Execute(sql.Append(' ').Append(tail).ToString(), [.. chunk.SelectMany(r => r)]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private DbCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Prepare(sql, values.Length);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private DbCommand Prepare(string sql, int parameters)
    {
        if (_commands.Count >= MostCommands)
        {
            Forget();
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            command.Parameters.Add(parameter);
        }

        _commands[sql] = command;
        return command;
    }

    private void Forget()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
