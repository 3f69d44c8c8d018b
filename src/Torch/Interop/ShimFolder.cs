namespace HyperScaffold.Torch.Interop;

/// <summary>
/// The private folder that holds built shims: mode 0700 and owned by this user, because what lies in it is loaded.
/// </summary>
internal sealed class ShimFolder
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(90);
    private static readonly TimeSpan MarkedEvery = TimeSpan.FromDays(1);

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance of the <see cref="ShimFolder"/> class and makes the folder if needed.</summary>
    /// <exception cref="HyperException">The folder cannot be made, or belongs to someone else.</exception>
    internal ShimFolder(ShimEnvironment environment)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new HyperException("The binding to an installed libtorch works on Linux, WSL2 included. On Windows make the project with --torch torchsharp-cpu.");
        }

        _time = environment.Time;
        Root = environment.Get("HYPER_CACHE") is { } own ? Path.Combine(own, "shim")
            : environment.Get("XDG_CACHE_HOME") is { } cache ? Path.Combine(cache, "hyperscaffold/shim")
            : Path.Combine(environment.Get("HOME") ?? "/", ".cache/hyperscaffold/shim");
        try
        {
            Directory.CreateDirectory(Root, Private);
            if (PosixOwner.IsMine(Root) && (File.GetUnixFileMode(Root) & ~Private) != 0)
            {
                File.SetUnixFileMode(Root, Private);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HyperException($"The folder for the built libtorch shim cannot be written: {Root} ({e.Message}). Set HYPER_CACHE to a folder of your own.", e);
        }

        if (!PosixOwner.IsMine(Root))
        {
            throw new HyperException($"The folder for the built libtorch shim must belong to you, but {Root} belongs to another user. Set HYPER_CACHE to a folder of your own.");
        }
    }

    /// <summary>Gets the folder.</summary>
    internal string Root { get; }

    /// <summary>A file in the folder.</summary>
    internal string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Notes that files were used, once a day at most; a failure only shortens their life.</summary>
    internal void MarkUsed(params string[] files)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        foreach (var file in files.Where(f => now - File.GetLastWriteTimeUtc(f) > MarkedEvery))
        {
            Quietly(() => File.SetLastWriteTimeUtc(file, now));
        }
    }

    /// <summary>Deletes shims, notes and locks that no start used for 90 days.</summary>
    internal void DropUnused()
    {
        var last = _time.GetUtcNow().UtcDateTime - KeptUnused;
        foreach (var file in Directory.EnumerateFiles(Root).Where(f => File.GetLastWriteTimeUtc(f) < last).ToList())
        {
            Quietly(() => File.Delete(file));
        }
    }

    /// <summary>Runs something while no other process does, for the same name.</summary>
    /// <exception cref="HyperException">Another process held the lock for too long.</exception>
    internal T Locked<T>(string name, TimeSpan patience, Func<T> body)
    {
        var path = PathOf(name + ".lock");
        for (var waited = TimeSpan.Zero; waited < patience; waited += TimeSpan.FromMilliseconds(50))
        {
            try
            {
                // FileShare.None is flock on Unix, which ends with the process that holds it
                using var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return body();
            }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException) && IsHeld(e))
            {
                Thread.Sleep(50);
            }
        }

        throw new HyperException($"Another process has been building the libtorch shim for {patience.TotalMinutes:0} minutes. End it, delete {path} and try again.");
    }

    private static void Quietly(Action change)
    {
        try
        {
            change();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // EWOULDBLOCK: the lock is taken; anything else is a real error
    private static bool IsHeld(IOException e) => e.HResult == 11;
}
