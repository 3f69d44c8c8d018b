using System.Globalization;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Running;

/// <summary>Lets one process at a time work on a plan. The lock is the operating system's, so a killed process leaves none behind.</summary>
internal sealed class PlanLock : IDisposable
{
    private readonly FileStream _stream;

    private PlanLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the plan.</summary>
    /// <param name="project">The project.</param>
    /// <param name="command">What holds it, for the message to others.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The lock; dispose it to let go.</returns>
    /// <exception cref="UsageException">Another process holds it.</exception>
    /// <exception cref="HyperException">The folder cannot be written.</exception>
    public static PlanLock Take(ProjectFolder project, string command, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            Directory.CreateDirectory(project.StatePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HyperException($"The project's folder must be writable, since studies and logs lie in {project.StatePath}, but: {e.Message} Change its rights, or copy the project elsewhere.", e);
        }

        try
        {
            var plan = new PlanLock(new FileStream(PathOf(project), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            plan.Sign(HolderPath(project), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({command}, since {time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)"));
            return plan;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new HyperException($"The project's folder must be writable, but {PathOf(project)} is not. Change its rights, or copy the project elsewhere.", e);
        }
        catch (IOException e) when (Holder(project) is { } holder)
        {
            throw new UsageException($"One process at a time works on a plan, and {holder} holds this one. Wait for it or end it; a second terminal may look on: dotnet hyper status", e);
        }
    }

    /// <summary>Finds who holds the plan.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The holder in words, or null where nobody does.</returns>
    public static string? Holder(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var path = PathOf(project);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (IOException)
        {
            return File.Exists(HolderPath(project)) && File.ReadAllText(HolderPath(project)) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // beside the locked file, which nobody else can read; on a full disk the lock is let go, or this process would be named its holder
    private void Sign(string path, string holder)
    {
        try
        {
            File.WriteAllText(path, holder);
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
    }

    private static string PathOf(ProjectFolder project) => Path.Combine(project.StatePath, "lock");

    private static string HolderPath(ProjectFolder project) => Path.Combine(project.StatePath, "lock.holder");
}
