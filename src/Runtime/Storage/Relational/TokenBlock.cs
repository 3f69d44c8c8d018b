namespace HyperScaffold.Storage.Relational;

/// <summary>Numbers for leases that a process took from the file's counter at once, so that a claim need not write it.</summary>
internal sealed class TokenBlock
{
    private const int Size = 256;
    private long _next;
    private long _left;

    /// <summary>Takes more numbers where none is left.</summary>
    /// <param name="session">A writing transaction.</param>
    public void Fill(Session session)
    {
        if (_left == 0)
        {
            var last = session.Number("UPDATE hyper_meta SET value = value + @p0 WHERE key = 'token' RETURNING value", Size) ?? Size;
            (_next, _left) = (last - Size + 1, Size);
        }
    }

    /// <summary>Gives a number.</summary>
    /// <returns>The number.</returns>
    public long Next()
    {
        _left--;
        return _next++;
    }

    /// <summary>Forgets what is left: the transaction that took it may have been rolled back.</summary>
    public void Clear() => _left = 0;
}
