using Npgsql;

namespace HyperScaffold.Storage.Relational;

/// <summary>Repeats transactions that a lost connection or a conflict ended, and explains what cannot be repeated.</summary>
/// <param name="url">The server, for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresRetry(string url, TimeProvider time)
{
    private const double ShortestWait = 0.02;
    private const double LongestWait = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(10);
    private readonly RandomSource _jitter = new(StableHash.Of($"{Environment.MachineName}:{Environment.ProcessId}"));
    private readonly Lock _gate = new();
    private bool _hasWorked;

    /// <summary>Runs a transaction until it goes through.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="transaction">The transaction; told whether it ran before.</param>
    /// <returns>The result.</returns>
    /// <exception cref="HyperException">The server refuses, or stays away for two minutes.</exception>
    public T Run<T>(Func<bool, T> transaction)
    {
        var start = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                var result = transaction(tries > 0);
                _hasWorked = true;
                return result;
            }
            catch (NpgsqlException e)
            {
                if (!MayRepeat(e) || time.GetElapsedTime(start) > (_hasWorked ? Patience : FirstPatience))
                {
                    throw new HyperException(Explain(e), e);
                }
            }

            Thread.Sleep(Wait(tries));
        }
    }

    // conflicts, and a server that went away, restarts, has no connection left or waited for us too long:
    // (PostgreSQL 15, appendix A)
    private bool MayRepeat(NpgsqlException e) => e.SqlState switch
    {
        "40001" or "40P01" or "57P01" or "57P02" or "57P03" or "53300" or "25P03" or "57P05" => true,
        null => _hasWorked || e.IsTransient,
        _ => e.IsTransient,
    };

    private TimeSpan Wait(int tries)
    {
        lock (_gate)
        {
            return TimeSpan.FromSeconds(Math.Min(LongestWait, ShortestWait * Math.Pow(2, Math.Min(tries, 10))) * _jitter.NextUniform(0.5, 1.5));
        }
    }

    private string Explain(NpgsqlException e) => e.SqlState switch
    {
        "28P01" or "28000" => Password(e),
        "3D000" => $"The database of {url} does not exist. Create it with createdb.",
        "42501" => $"The user of {url} lacks a right ({e.Message}). Grant it, or choose another database.",
        "53100" => $"The disk of {url} is full. Make room on the server and go on; nothing told was lost.",
        null when e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Password(e),
        null => $"The server of {url} could not be reached ({e.Message}). Start it, or check host and port; nothing told was lost.",
        _ => $"The server of {url} refused a statement: {e.Message}",
    };

    private string Password(NpgsqlException e) =>
        $"The server of {url} refused the user ({e.Message}). Put the password into a file named by PGPASSFILE, or the whole address into HYPER_STORAGE.";
}
