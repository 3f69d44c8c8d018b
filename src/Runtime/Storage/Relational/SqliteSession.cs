using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Storage.Relational;

/// <summary>A connection to a SQLite file with its prepared statements, which run at once.</summary>
/// <param name="connection">The open connection, which the session closes.</param>
internal sealed class SqliteSession(SqliteConnection connection) : Session(new InsertTexts())
{
    private const int MostCommands = 300;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Gets the connection.</summary>
    public SqliteConnection Connection { get; } = connection;

    /// <inheritdoc/>
    public override int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <inheritdoc/>
    public override void Later(string sql, params ReadOnlySpan<object?> values) => Execute(sql, values);

    /// <inheritdoc/>
    public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Forget();
        Connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
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

    private SqliteCommand Prepare(string sql, int parameters)
    {
        if (_commands.Count >= MostCommands)
        {
            Forget();
        }

        var command = Connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}") });
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
