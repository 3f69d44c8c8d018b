namespace HyperScaffold.Tool.Doctor;

/// <summary>What a check found.</summary>
internal enum CheckLevel
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It works, but less well than it could.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}
