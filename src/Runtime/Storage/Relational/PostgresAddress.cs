using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace HyperScaffold.Storage.Relational;

/// <summary>A PostgreSQL address as libpq writes it: <c>postgresql://user@host:port/database?host=/socket/folder&amp;port=5432&amp;sslmode=require</c>.</summary>
/// <param name="ConnectionString">What the driver takes.</param>
/// <param name="DisplayUrl">The address without a password.</param>
internal sealed record PostgresAddress(string ConnectionString, string DisplayUrl)
{
    private const string PasswordFile = "PGPASSFILE";
    private const int MostConnections = 8;
    private const int MostStatements = 64;

    // a statement is planned once, when tables may still be empty; it must then not read whole tables when they are full
    private const string OnePlan = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

    /// <summary>Takes an address apart.</summary>
    /// <param name="url">The address.</param>
    /// <returns>Its parts.</returns>
    /// <exception cref="HyperException">The address is no PostgreSQL address.</exception>
    public static PostgresAddress Parse(string url)
    {
        var display = StorageAddress.Redact(url);
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (before, query) = Split(rest, '?');
        var (authority, database) = Split(before, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = Split(at < 0 ? string.Empty : authority[..at], ':');
        var (host, port) = Split(at < 0 ? authority : authority[(at + 1)..], ':');
        var options = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(o => Split(o, '=')).ToImmutableDictionary(o => o.Left, o => Uri.UnescapeDataString(o.Right), StringComparer.Ordinal);
        if (database.Length == 0)
        {
            throw new HyperException($"A PostgreSQL address must name a database, but got {display}. Write postgresql://user@host/database.");
        }

        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = options.GetValueOrDefault("host", host.Length == 0 ? "localhost" : host),
            Port = Port(options.GetValueOrDefault("port", port), display),
            Database = Uri.UnescapeDataString(database),
            Username = user.Length == 0 ? null : Uri.UnescapeDataString(user),
            Password = password.Length == 0 ? options.GetValueOrDefault("password") : Uri.UnescapeDataString(password),
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = MostStatements,
            NoResetOnClose = true,
            Options = OnePlan,
            ApplicationName = "hyper",
        };
        // an empty variable says nothing, as for libpq; the driver would take it for a file's name
        if (Environment.GetEnvironmentVariable(PasswordFile) is "")
        {
            builder.Passfile = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pgpass");
        }

        if (options.TryGetValue("sslmode", out var mode))
        {
            builder["SSL Mode"] = mode.Replace("-", string.Empty, StringComparison.Ordinal);
        }

        return new PostgresAddress(builder.ToString(), display);
    }

    private static int Port(string text, string display)
    {
        const int Standard = 5432;
        if (text.Length == 0)
        {
            return Standard;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new HyperException($"A port must be a number from 1 to 65535, but {display} has '{text}'. Leave it out for {Standard}.");
    }

    private static (string Left, string Right) Split(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, string.Empty) : (text[..at], text[(at + 1)..]);
    }
}
