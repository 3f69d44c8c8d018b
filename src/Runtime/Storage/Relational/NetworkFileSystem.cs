namespace HyperScaffold.Storage.Relational;

/// <summary>Knows the file systems on which SQLite's locks and shared memory do not hold (https://sqlite.org/wal.html, section 1).</summary>
internal static class NetworkFileSystem
{
    private static readonly string[] Names =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "sshfs", "lustre", "gpfs", "beegfs", "ceph", "fuse.ceph", "afs", "ocfs2", "gfs2", "glusterfs", "fuse.glusterfs", "9p", "v9fs"];

    /// <summary>Refuses a file on such a file system.</summary>
    /// <param name="file">The file.</param>
    /// <param name="url">The storage, for the message.</param>
    /// <param name="formatOf">The name of the file system of a folder; null where it is unknown.</param>
    /// <exception cref="HyperException">The file lies on a network file system.</exception>
    public static void Refuse(string file, string url, Func<string, string?> formatOf)
    {
        var format = formatOf(Path.GetDirectoryName(file) ?? file);
        if (Names.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            throw new HyperException($"A SQLite storage must lie on a local disk, but {url} lies on {format}, where locks between machines do not hold and files get damaged. Use a local folder, or postgresql://user@host/database for several machines.");
        }
    }

    /// <summary>Asks the system for the file system of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its name, or null.</returns>
    public static string? FormatOf(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
