namespace HyperScaffold.Storage.Relational;

/// <summary>Optuna's tables (alembic v3.2.0.a, schema 12) and our own beside them, which no foreign key joins.</summary>
internal static class Schema
{
    /// <summary>The revision that is written.</summary>
    public const string Revision = "v3.2.0.a";

    /// <summary>The revision of Optuna 3.1, which differs by one index.</summary>
    public const string Revision31 = "v3.0.0.d";

    private const int Version = 12;

    private static readonly string[] Older =
        ["v0.9.0.a", "v1.2.0.a", "v1.3.0.a", "v2.4.0.a", "v2.6.0.a", "v3.0.0.a", "v3.0.0.b", "v3.0.0.c"];

    /// <summary>Makes what is missing, or refuses what cannot be used.</summary>
    /// <param name="dialect">The dialect.</param>
    public static void Open(Dialect dialect)
    {
        var state = dialect.Read(session => Look(dialect, session));
        if (state == SchemaState.Absent)
        {
            dialect.Write(session => Create(dialect, session));
        }
    }

    /// <summary>Makes our own tables where they are missing.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="session">A writing transaction.</param>
    /// <returns>True, always.</returns>
    public static bool EnsureOwn(Dialect dialect, Session session)
    {
        if (!dialect.HasOwn(session))
        {
            dialect.LockSchema(session);
            foreach (var statement in OwnTables(dialect).Concat(dialect.OwnStatements))
            {
                session.Execute(statement);
            }
        }

        return true;
    }

    /// <summary>Tells whether a revision is one of Optuna's before 3.0's last.</summary>
    /// <param name="revision">The revision.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOlder(string revision) => Older.Contains(revision, StringComparer.Ordinal);

    private static IEnumerable<string> OwnTables(Dialect dialect) =>
    [
        $"CREATE TABLE IF NOT EXISTS hyper_lease (trial_id {dialect.Words.Key} NOT NULL PRIMARY KEY, worker VARCHAR(512) NOT NULL, attempt INTEGER NOT NULL, token BIGINT NOT NULL, lease_until_ms BIGINT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS hyper_meta (key VARCHAR(64) NOT NULL PRIMARY KEY, value BIGINT NOT NULL)",
        "INSERT INTO hyper_meta (key, value) VALUES ('schema', 1) ON CONFLICT (key) DO NOTHING",
        "INSERT INTO hyper_meta (key, value) VALUES ('token', 0) ON CONFLICT (key) DO NOTHING",
        "CREATE INDEX IF NOT EXISTS hyper_ix_waiting ON trials (study_id, trial_id) WHERE state = 'WAITING'",
        "CREATE INDEX IF NOT EXISTS hyper_ix_round ON trial_user_attributes (value_json, trial_id) WHERE \"key\" = 'hyper:round'",
        "CREATE INDEX IF NOT EXISTS hyper_ix_retried ON trial_system_attributes (trial_id) WHERE \"key\" = 'hyper:retried'",
    ];

    private static SchemaState Look(Dialect dialect, Session session)
    {
        if (!dialect.HasTable(session, "alembic_version"))
        {
            return dialect.HasTable(session, "studies") || dialect.HasTable(session, "trials")
                ? throw new HyperException($"A storage must hold Optuna's tables or none, but {dialect.DisplayUrl} holds tables of another program. Choose another place.")
                : SchemaState.Absent;
        }

        var revision = session.Text("SELECT version_num FROM alembic_version");
        return revision switch
        {
            Revision or Revision31 => SchemaState.Present,
            _ when Older.Contains(revision, StringComparer.Ordinal) =>
                throw new HyperException($"The storage {dialect.DisplayUrl} has Optuna's older schema {revision}; {Revision} is needed. Run dotnet hyper storage upgrade, which keeps a backup copy."),
            _ => throw new HyperException($"The storage {dialect.DisplayUrl} has Optuna's schema {revision}, which is newer than {Revision}, the newest known here. Update HyperScaffold."),
        };
    }

    private static bool Create(Dialect dialect, Session session)
    {
        // another process may have made them between the look and now
        dialect.LockSchema(session);
        if (dialect.HasTable(session, "alembic_version"))
        {
            return false;
        }

        foreach (var statement in SchemaTables.Statements(dialect.Words))
        {
            session.Execute(statement);
        }

        session.Execute("INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, @p0, @p1)", Version, "4.9.0");
        session.Execute("INSERT INTO alembic_version (version_num) VALUES (@p0)", Revision);
        return EnsureOwn(dialect, session);
    }
}
