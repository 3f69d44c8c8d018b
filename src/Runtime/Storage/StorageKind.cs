namespace HyperScaffold.Storage;

/// <summary>What lies behind an address.</summary>
public enum StorageKind
{
    /// <summary>This process's memory; gone when it ends.</summary>
    Memory,

    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}
