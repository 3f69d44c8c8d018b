namespace HyperScaffold.Storage.Relational;

/// <summary>Whether a database has Optuna's tables.</summary>
internal enum SchemaState
{
    /// <summary>It is empty.</summary>
    Absent,

    /// <summary>It has them, in a revision that is known.</summary>
    Present,
}
