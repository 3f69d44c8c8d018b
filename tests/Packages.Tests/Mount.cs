namespace HyperScaffold.Packages.Tests;

/// <summary>A mount that a test needs and takes away again; root only.</summary>
public sealed class Mount : IDisposable
{
    private readonly string _folder;

    private Mount(string folder, Outcome outcome)
    {
        _folder = folder;
        Works = outcome.Code == 0;
        Reason = outcome.Error.Trim();
    }

    public bool Works { get; }

    public string Reason { get; }

    public static Mount ReadOnly(string folder)
    {
        var script = "mount --bind \"$1\" \"$1\" && { mount -o remount,bind,ro \"$1\" || { umount \"$1\"; exit 1; }; }";
        return new Mount(folder, Shell.Run("/", "sh", "-c", script, "sh", folder));
    }

    public static Mount SmallDisk(string folder, string size) =>
        new(folder, Shell.Run("/", "mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder));

    public void Dispose()
    {
        if (Works)
        {
            Shell.Run("/", "umount", "-l", _folder);
        }
    }
}
