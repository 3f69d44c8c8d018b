using System.Diagnostics;

namespace HyperScaffold.Runtime.Tests.Storage;

/// <summary>A file system of its own in memory that can be full or read-only; needs the right to mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly bool _isMounted;

    public SmallDisk()
    {
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _folder.FullPath);
        if (!_isMounted)
        {
            _folder.Dispose();
            Assert.Skip("this user may not mount a file system");
        }
    }

    public string Url => _folder.Url();

    public string Folder => _folder.FullPath;

    /// <summary>Fills the disk to the last byte; the result frees it again.</summary>
    /// <returns>The file that fills it.</returns>
    public string Fill()
    {
        var ballast = _folder.File("ballast");
        using var file = File.Create(ballast);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            return ballast;
        }
    }

    /// <summary>Makes one file read-only, also for root, and leaves its folder writable.</summary>
    public void Lock(string file) => Assert.True(Run("mount", "--bind", file, file) && Run("mount", "-o", "remount,ro,bind", file));

    public void Lock() => Assert.True(Run("mount", "-o", "remount,ro", _folder.FullPath));

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", "-R", "-l", _folder.FullPath);
            _folder.Dispose();
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
