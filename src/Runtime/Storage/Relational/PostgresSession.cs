using System.Data.Common;
using Npgsql;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// A connection to a PostgreSQL server: statements whose result nobody waits for travel together with the next one. Where
/// speed counts a transaction is one statement: the driver hands several of them to other threads.
/// </summary>
/// <param name="connection">The open connection, which the session gives back.</param>
/// <param name="texts">The texts of statements seen so far.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresTexts texts) : Session(texts.Inserts)
{
    private readonly List<NpgsqlBatchCommand> _waiting = [];

    /// <inheritdoc/>
    public override int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (_waiting.Count == 0)
        {
            using var command = Alone(sql, values);
            return command.ExecuteNonQuery();
        }

        Later(sql, values);
        var last = _waiting[^1];
        using var batch = Take();
        batch.ExecuteNonQuery();
        return (int)last.RecordsAffected;
    }

    /// <inheritdoc/>
    public override void Later(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(texts.Of(sql));
        Fill(command.Parameters, values);
        _waiting.Add(command);
    }

    /// <inheritdoc/>
    public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        if (_waiting.Count == 0)
        {
            using var command = Alone(sql, values);
            using var only = command.ExecuteReader();
            return Rows(only, read);
        }

        var before = _waiting.Count(c => c.CommandText.StartsWith("SELECT", StringComparison.Ordinal));
        Later(sql, values);
        using var batch = Take();
        using var reader = batch.ExecuteReader();
        for (var i = 0; i < before; i++)
        {
            reader.NextResult();
        }

        return Rows(reader, read);
    }

    /// <summary>Runs a query and then another statement, each in a transaction of its own, in one round trip.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">The query.</param>
    /// <param name="then">The statement that follows, without parameters.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="values">The parameters of the query.</param>
    /// <returns>The rows.</returns>
    public List<T> QueryThen<T>(string sql, string then, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Later(sql, values);
        Later(then);
        using var batch = Take();
        batch.EnableErrorBarriers = true;
        using var reader = batch.ExecuteReader();
        var rows = Rows(reader, read);
        while (reader.NextResult())
        {
        }

        return rows;
    }

    /// <inheritdoc/>
    public override void Dispose() => connection.Dispose();

    private static List<T> Rows<T>(NpgsqlDataReader reader, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static void Fill(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }

    private NpgsqlCommand Alone(string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(texts.Of(sql), connection);
        Fill(command.Parameters, values);
        return command;
    }

    private NpgsqlBatch Take()
    {
        var batch = connection.CreateBatch();
        _waiting.ForEach(batch.BatchCommands.Add);
        _waiting.Clear();
        return batch;
    }
}
