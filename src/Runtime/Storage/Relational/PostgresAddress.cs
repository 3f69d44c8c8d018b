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
    private const int StandardPort = 5432;
    private const int MostConnections = 8;
    private const int MostStatements = 64;

    // a statement is planned once, when tables may still be empty; it must then not read whole tables when they are full
    private const string OnePlan = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

    // libpq's words and the driver's: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
    private static readonly ImmutableSortedDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["host"] = "Host",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
        ["password"] = "Password",
        ["port"] = "Port",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["user"] = "Username",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Takes an address apart.</summary>
    /// <param name="url">The address.</param>
    /// <param name="environment">Reads a variable of the environment; null for the process's own.</param>
    /// <returns>Its parts; what it leaves out comes from a service file where one is named.</returns>
    /// <exception cref="HyperException">The address is no PostgreSQL address, or names a service that no file holds.</exception>
    public static PostgresAddress Parse(string url, Func<string, string?>? environment = null)
    {
        var (display, variable) = (StorageAddress.Redact(url), environment ?? Environment.GetEnvironmentVariable);
        var given = Given(url, display);
        var service = given.GetValueOrDefault(PostgresService.Word) ?? variable("PGSERVICE");
        if (given.Keys.FirstOrDefault(k => k != PostgresService.Word && !Words.ContainsKey(k)) is { } unknown)
        {
            throw new HyperException($"A PostgreSQL address has no setting '{unknown}': {display}. It may have {string.Join(", ", Words.Keys)} and {PostgresService.Word}.");
        }

        var all = service is { Length: > 0 } name ? PostgresService.Read(name, variable).SetItems(given) : given;
        if (!all.ContainsKey("dbname"))
        {
            throw new HyperException($"A PostgreSQL address must name a database, but got {display}. Write postgresql://user@host/database.");
        }

        return new PostgresAddress(Build(all, display, variable).ToString(), display);
    }

    private static NpgsqlConnectionStringBuilder Build(ImmutableDictionary<string, string> settings, string display, Func<string, string?> variable)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = "localhost",
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = MostStatements,
            NoResetOnClose = true,
            ApplicationName = "hyper",
        };

        // an empty variable says nothing, as for libpq; the driver would take it for a file's name
        if (variable(PasswordFile) is "")
        {
            builder.Passfile = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pgpass");
        }

        foreach (var (word, value) in settings.Where(s => Words.ContainsKey(s.Key) && s.Key is not ("port" or "options")))
        {
            try
            {
                builder[Words[word]] = word == "sslmode" ? value.Replace("-", string.Empty, StringComparison.Ordinal) : value;
            }
            catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
            {
                throw new HyperException($"The setting {word} of the PostgreSQL address {display} has a value that means nothing there. Correct it, or leave it out.", e);
            }
        }

        builder.Port = Port(settings.GetValueOrDefault("port", string.Empty), display);
        builder.Options = settings.TryGetValue("options", out var more) ? $"{OnePlan} {more}" : OnePlan;
        return builder;
    }

    private static ImmutableDictionary<string, string> Given(string url, string display)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (before, query) = Split(rest, '?');
        var (authority, database) = Split(before, '/');
        var at = authority.LastIndexOf('@');
        if (at < 0 && (database.Contains('@') || Split(query, '=').Left.Contains('@')))
        {
            throw new HyperException($"A user's name and password must not hold / or ? as they are: {display}. Write %2F and %3F.");
        }

        var (user, password) = Split(at < 0 ? string.Empty : authority[..at], ':');
        var (host, port) = Split(at < 0 ? authority : authority[(at + 1)..], ':');
        (string Word, string Value)[] parts = [("user", user), ("password", password), ("host", host), ("port", port), ("dbname", database)];
        return ImmutableDictionary.CreateRange(StringComparer.Ordinal, parts.Where(p => p.Value.Length > 0).Select(p => KeyValuePair.Create(p.Word, Uri.UnescapeDataString(p.Value))))
            .SetItems(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(o => Split(o, '=')).Select(o => KeyValuePair.Create(o.Left, Uri.UnescapeDataString(o.Right))));
    }

    private static int Port(string text, string display)
    {
        if (text.Length == 0)
        {
            return StandardPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new HyperException($"A port must be a number from 1 to 65535, which that of {display} is not. Leave it out for {StandardPort}.");
    }

    private static (string Left, string Right) Split(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, string.Empty) : (text[..at], text[(at + 1)..]);
    }
}
