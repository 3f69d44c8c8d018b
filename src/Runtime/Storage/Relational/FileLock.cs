using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// An advisory lock between processes that lets them write in turn: SQLite's own waiting is not fair. The kernel
/// releases it when its holder dies. Where there is no <c>flock</c> (Windows), SQLite's waiting must do.
/// </summary>
internal sealed partial class FileLock : IDisposable
{
    private const int Exclusive = 2;
    private const int Release = 8;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;
    private const int WouldBlockMac = 35;
    private const int ReadOnlyDisk = 30;
    private readonly SafeFileHandle? _file;

    private FileLock(SafeFileHandle? file) => _file = file;

    /// <summary>Opens the lock's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="url">The storage, for messages.</param>
    /// <returns>The lock.</returns>
    public static FileLock Open(string path, string url)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileLock(null);
        }

        try
        {
            return new FileLock(OpenUnlocked(path));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new HyperException($"The storage {url} must be writable, but {path} could not be {(File.Exists(path) ? "opened" : "made")} ({e.Message}). Change the permissions, or choose another place.", e);
        }
    }

    /// <summary>Tells whether a file may not be written, by its rights or by its disk.</summary>
    /// <param name="error">What opening it threw.</param>
    /// <returns>True where it may still be read.</returns>
    public static bool IsReadOnly(Exception error) => error is UnauthorizedAccessException or IOException { HResult: ReadOnlyDisk };

    /// <summary>Waits for a turn.</summary>
    /// <returns>The turn.</returns>
    public Turn Take()
    {
        if (_file is not null)
        {
            while (Flock(_file, Exclusive) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Interrupted)
                {
                    throw new HyperException($"The storage's lock file could not be locked ({Marshal.GetPInvokeErrorMessage(error)}). Keep the storage on a local disk.");
                }
            }
        }

        return new Turn(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    // .NET takes a shared flock of its own while it opens a file: that fails while another process writes, and kept on it would hold writers up
    private static SafeFileHandle OpenUnlocked(string path)
    {
        while (true)
        {
            try
            {
                var file = OpenAny(path);
                _ = Flock(file, Release);
                return file;
            }
            catch (IOException e) when (e.HResult is WouldBlock or WouldBlockMac)
            {
                Thread.Sleep(1);
            }
        }
    }

    // another user may have made it; to lock it one need not write it
    private static SafeFileHandle OpenAny(string path)
    {
        const FileShare All = FileShare.ReadWrite | FileShare.Delete;
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, All);
        }
        catch (Exception e) when (IsReadOnly(e) && File.Exists(path))
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, All);
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    /// <summary>The time in which this process alone writes.</summary>
    /// <param name="owner">The lock.</param>
    internal readonly struct Turn(FileLock owner) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            if (owner._file is not null)
            {
                _ = Flock(owner._file, FileLock.Release);
            }
        }
    }
}
