using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperScaffold.Workers;

/// <summary>
/// Tells which workers of this machine are gone though nobody saw them go, so that their trials need not wait until
/// their leases run out. Each worker process holds a locked file in memory that all processes of a user share here; the
/// kernel lets the lock go when the process ends, however it ends. Numbers of processes, which are used again and differ
/// between containers, say nothing here, and a worker without a file (another machine's, another user's) is never judged.
/// </summary>
/// <param name="folder">The folder of files.</param>
internal sealed partial class WorkerPresence(string folder)
{
    private const string SharedMemory = "/dev/shm";
    private const string Extension = ".worker";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int Lines = 3;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Gets this machine's and this user's; null on systems that share no memory in this way.</summary>
    public static WorkerPresence? Here => OperatingSystem.IsLinux() && Directory.Exists(SharedMemory)
        ? new WorkerPresence(Path.Combine(SharedMemory, $"hyper-{Environment.UserName}"))
        : null;

    /// <summary>A name that no other process has, whatever the machines are called and how often a number was used.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>Machine, process and time.</returns>
    public static string UniqueName(TimeProvider time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{time.GetUtcNow().ToUnixTimeMilliseconds()}");

    /// <summary>Shows that a worker is there, until what this gives is disposed or the process ends.</summary>
    /// <param name="worker">The worker's name in leases; one that a user chose may also be another machine's, so it is not shown.</param>
    /// <param name="study">The study.</param>
    /// <param name="storage">The storage.</param>
    /// <returns>What ends it; null where it cannot be shown.</returns>
    public IDisposable? Announce(string worker, string study, string storage)
    {
        if (OperatingSystem.IsWindows() || !Unique().IsMatch(worker))
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(folder, Private);
            return IsPrivate ? new Shown(PathOf(worker), string.Join('\n', worker, study, storage, string.Empty)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a full memory or odd rights cost the short cut alone
            return null;
        }
    }

    /// <summary>The workers of a study that were shown here and whose processes are gone.</summary>
    /// <param name="study">The study.</param>
    /// <param name="storage">The storage.</param>
    /// <returns>Their names.</returns>
    public IReadOnlyList<string> Gone(string study, string storage)
    {
        try
        {
            return OperatingSystem.IsWindows() || !Directory.Exists(folder) || !IsPrivate || LocksHold() is not { } now
                ? []
                : [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(f => Read(f, now)).Where(l => l.Length > Lines && l[1] == study && l[2] == storage).Select(l => l[0])];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Forgets a worker that is gone.</summary>
    /// <param name="worker">Its name.</param>
    public void Forget(string worker)
    {
        try
        {
            File.Delete(PathOf(worker));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it is judged once more, which changes nothing
        }
    }

    private bool IsPrivate => !OperatingSystem.IsWindows() && File.GetUnixFileMode(folder) == Private;

    // a running worker's file cannot be opened
    private static string[] Read(string path, DateTime now)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (now - File.GetLastWriteTimeUtc(path) > Kept)
            {
                // nobody goes on with its study
                File.Delete(path);
            }

            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Split('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // .NET's locks can be switched off, and some file systems have none: then everybody would look gone
    private DateTime? LocksHold()
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"probe-{Environment.ProcessId}"));
        using var held = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        try
        {
            using var second = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException)
        {
            return File.GetLastWriteTimeUtc(path);
        }
    }

    private string PathOf(string worker) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{StableHash.Of(worker):x16}{Extension}"));

    [GeneratedRegex("^[^:]+:[0-9]+:[0-9]{13}(:[0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Unique();

    private sealed class Shown : IDisposable
    {
        private readonly FileStream _file;

        public Shown(string path, string text)
        {
            _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            _file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            _file.Flush();
        }

        // the name first, so that nobody finds it unlocked
        public void Dispose()
        {
            File.Delete(_file.Name);
            _file.Dispose();
        }
    }
}
