using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace HyperScaffold.Storage.Relational;

/// <summary>A connection to a PostgreSQL server: statements whose result nobody waits for travel together with the next one.</summary>
/// <param name="connection">The open connection, which the session gives back.</param>
/// <param name="inserts">The texts of inserts seen so far.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, InsertTexts inserts) : Session(inserts)
{
    private readonly List<NpgsqlBatchCommand> _waiting = [];

    /// <inheritdoc/>
    public override int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        Later(sql, values);
        var last = _waiting[^1];
        using var batch = Take();
        batch.ExecuteNonQuery();
        return (int)last.RecordsAffected;
    }

    /// <inheritdoc/>
    public override void Later(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}"), Value = values[i] ?? DBNull.Value });
        }

        _waiting.Add(command);
    }

    /// <inheritdoc/>
    public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var before = _waiting.Count(c => c.CommandText.StartsWith("SELECT", StringComparison.Ordinal));
        Later(sql, values);
        using var batch = Take();
        using var reader = batch.ExecuteReader();
        for (var i = 0; i < before; i++)
        {
            reader.NextResult();
        }

        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public override void Dispose() => connection.Dispose();

    private NpgsqlBatch Take()
    {
        var batch = connection.CreateBatch();
        _waiting.ForEach(batch.BatchCommands.Add);
        _waiting.Clear();
        return batch;
    }
}
