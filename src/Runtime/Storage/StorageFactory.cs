using HyperScaffold.Storage.Relational;

namespace HyperScaffold.Storage;

/// <summary>Opens a storage by its address.</summary>
public static class StorageFactory
{
    /// <summary>The environment variable that may hold an address with a password.</summary>
    public const string Variable = "HYPER_STORAGE";

    /// <summary>The address that stands for what <see cref="Variable"/> holds.</summary>
    public const string FromEnvironment = "env:" + Variable;

    /// <summary>Opens a storage; what is missing is created.</summary>
    /// <param name="url"><c>sqlite:///relative/path</c>, <c>sqlite:////absolute/path</c>, <c>postgresql://user@host/database</c> or <c>memory:</c>.</param>
    /// <param name="time">The clock for time stamps and local leases; null means the system's.</param>
    /// <returns>The storage; dispose it when done.</returns>
    /// <exception cref="HyperException">The address is wrong, or what lies there cannot be used; the message says what to do.</exception>
    public static IStorage Open(string url, TimeProvider? time = null)
    {
        url = url == FromEnvironment ? Environment.GetEnvironmentVariable(Variable) ?? string.Empty : url;
        var address = StorageAddress.Parse(url);
        var clock = time ?? TimeProvider.System;
        return address.Kind switch
        {
            StorageKind.Memory => new MemoryStorage(clock),
            StorageKind.Postgres => new RelationalStorage(new PostgresDialect(PostgresAddress.Parse(url), clock), clock),
            _ => new RelationalStorage(new SqliteDialect(address.Path, clock), clock),
        };
    }
}
