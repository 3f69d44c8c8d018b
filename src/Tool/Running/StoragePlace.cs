using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Running;

/// <summary>Where a command finds its studies: a storage that was named, or the one of a project.</summary>
/// <param name="Url">The storage's address; it may hold a password where it came from the environment.</param>
/// <param name="Project">The project whose storage it is; null where a storage was named.</param>
internal sealed record StoragePlace(string Url, ProjectFolder? Project)
{
    private const string SqlitePrefix = "sqlite:///";

    /// <summary>Gets the address without a password, for messages.</summary>
    public string DisplayUrl => StorageAddress.Parse(Url).DisplayUrl;

    /// <summary>Finds the place: what the command line names, else the environment, else the project's own database.</summary>
    /// <param name="url">The address on the command line, or null.</param>
    /// <param name="directory">The project's folder on the command line, or null.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The place.</returns>
    /// <exception cref="UsageException">Nothing names a storage, or the address is wrong or holds a password.</exception>
    public static StoragePlace Find(string? url, string? directory, ToolEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        try
        {
            return url is null
                ? OfProject(directory, environment)
                : new StoragePlace(Checked(StorageAddress.RequireNoPassword(url), environment), null);
        }
        catch (HyperException e) when (e is not UsageException && e.GetType() == typeof(HyperException))
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Opens the storage, which must be there already.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The storage; dispose it when done.</returns>
    /// <exception cref="HyperException">There is none, or it cannot be used.</exception>
    public IStorage Open(TimeProvider time) => StorageFactory.Open(RequireThere(), time);

    /// <summary>The address, where a storage is there already.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="HyperException">There is none.</exception>
    public string RequireThere()
    {
        var address = StorageAddress.Parse(Url);
        return address.Kind == StorageKind.Sqlite && !File.Exists(address.Path)
            ? throw new HyperException($"There is no storage at {address.DisplayUrl} yet. Check the path; {(Project is null ? "dotnet hyper study create NAME --storage URL makes one." : "dotnet hyper phase next makes it.")}")
            : Url;
    }

    /// <summary>Opens the storage, and makes it where it is not there.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The storage; dispose it when done.</returns>
    public IStorage OpenOrCreate(TimeProvider time)
    {
        if (Project is not null)
        {
            Directory.CreateDirectory(Project.StatePath);
        }

        return StorageFactory.Open(Url, time);
    }

    private static StoragePlace OfProject(string? directory, ToolEnvironment environment)
    {
        var isProject = directory is not null || File.Exists(Path.Combine(environment.CurrentDirectory, ProjectFolder.PlanName));
        var project = isProject ? ProjectFolder.Open(directory, environment) : null;
        if (project is null && !environment.Has(StorageFactory.Variable))
        {
            throw new UsageException(
                $"Studies lie in a storage, but none is named, and {environment.CurrentDirectory} holds no {ProjectFolder.PlanName}. Write --storage sqlite:///studies.db, set {StorageFactory.Variable}, or go to a project's folder.");
        }

        var url = environment.Variable(StorageFactory.Variable) is { Length: > 0 } named ? named : SqlitePrefix + project!.DatabasePath;
        return new StoragePlace(Checked(url, environment), project);
    }

    private static string Checked(string url, ToolEnvironment environment)
    {
        var address = StorageAddress.Parse(url);
        return address.Kind switch
        {
            StorageKind.Memory => throw new UsageException("A command's studies must outlast it, but memory: ends with it. Write --storage sqlite:///studies.db."),
            StorageKind.Sqlite => SqlitePrefix + Path.GetFullPath(address.Path, environment.CurrentDirectory),
            _ => url,
        };
    }
}
