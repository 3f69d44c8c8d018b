namespace HyperScaffold.Storage;

/// <summary>A storage's address, taken apart.</summary>
/// <param name="Kind">What lies behind it.</param>
/// <param name="Path">The file's path as given, for SQLite; otherwise empty.</param>
/// <param name="DisplayUrl">The address without any password, for messages.</param>
public sealed record StorageAddress(StorageKind Kind, string Path, string DisplayUrl)
{
    private const string SqlitePrefix = "sqlite:///";
    private static readonly string[] PostgresPrefixes = ["postgresql://", "postgres://", "postgresql+psycopg2://"];

    /// <summary>Takes an address apart.</summary>
    /// <param name="url">The address.</param>
    /// <returns>Its parts.</returns>
    /// <exception cref="HyperException">The address has no known form.</exception>
    public static StorageAddress Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (url is "memory:" or "memory")
        {
            return new StorageAddress(StorageKind.Memory, string.Empty, "memory:");
        }

        if (url.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) && url.Length > SqlitePrefix.Length)
        {
            return new StorageAddress(StorageKind.Sqlite, url[SqlitePrefix.Length..], url);
        }

        if (PostgresPrefixes.Any(p => url.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
        {
            return new StorageAddress(StorageKind.Postgres, string.Empty, Redact(url));
        }

        throw new HyperException($"A storage address must be sqlite:///path, sqlite:////absolute/path, postgresql://user@host/database or memory:, but got '{Redact(url)}'. Write for example sqlite:///studies.db.");
    }

    /// <summary>Tells whether an address holds a password, which other users of the machine could read on a command line.</summary>
    /// <param name="url">Any address.</param>
    /// <returns>True where it holds one.</returns>
    public static bool HasPassword(string url) => Redact(url) != url;

    /// <summary>Refuses an address with a password where others could read it.</summary>
    /// <param name="url">An address from a command line.</param>
    /// <returns>The address.</returns>
    /// <exception cref="HyperException">It holds a password.</exception>
    public static string RequireNoPassword(string url) => HasPassword(url)
        ? throw new HyperException($"A password must not stand on a command line, where every user can read it: {Redact(url)}. Put it into a file named by PGPASSFILE, or the whole address into {StorageFactory.Variable}.")
        : url;

    /// <summary>Hides the password of an address.</summary>
    /// <param name="url">Any address.</param>
    /// <returns>The address with <c>***</c> in place of a password.</returns>
    public static string Redact(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (url.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return url;
        }

        // an address that is mistyped may hold a password too
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var at = url.LastIndexOf('@');
        var colon = url.IndexOf(':', start < 0 ? 0 : start + 3);
        return RedactOptions(colon >= 0 && colon < at ? string.Concat(url.AsSpan(0, colon + 1), "***", url.AsSpan(at)) : url);
    }

    private static string RedactOptions(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal) + 1;
        if (query == 0)
        {
            return url;
        }

        var isPassword = false;
        return url[..query] + string.Join('&', url[query..].Split('&').Select(option =>
        {
            // what has no name after a password may be the rest of it
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            isPassword = equals > 0 ? option[..equals].EndsWith("password", StringComparison.OrdinalIgnoreCase) : isPassword;
            return isPassword ? option[..(equals + 1)] + "***" : option;
        }));
    }
}
