using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperScaffold.Storage.Relational;

/// <summary>Knows the file systems on which SQLite's locks and shared memory do not hold (https://sqlite.org/wal.html, section 1).</summary>
internal static partial class NetworkFileSystem
{
    private const string MountTable = "/proc/self/mountinfo";
    private const int MostLinks = 40;
    private const int MountPoint = 4;

    private static readonly string[] Names =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "sshfs", "lustre", "gpfs", "beegfs", "ceph", "fuse.ceph", "fuse.ceph-fuse", "afs", "ocfs2", "gfs2", "glusterfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.gcsfuse", "9p", "v9fs"];

    /// <summary>Refuses a file on such a file system.</summary>
    /// <param name="file">The file, with its full path.</param>
    /// <param name="url">The storage, for the message.</param>
    /// <param name="formatOf">The name of the file system of a file; null where it is unknown.</param>
    /// <exception cref="HyperException">The file lies on a network file system.</exception>
    public static void Refuse(string file, string url, Func<string, string?> formatOf)
    {
        var format = formatOf(file);
        if (IsOne(format))
        {
            throw new HyperException($"A SQLite storage must lie on a local disk, but {url} lies on {format}, where locks between machines do not hold and files get damaged. Use a local folder, or postgresql://user@host/database for several machines.");
        }
    }

    /// <summary>Asks the system for the file system of a file or folder, which need not exist.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>The file system's name, or null.</returns>
    public static string? FormatOf(string path)
    {
        try
        {
            // asked the kernel's table first: a server that is away does not hold that up, and it names what lies behind FUSE
            return OperatingSystem.IsLinux() && File.Exists(MountTable)
                ? Mounted(path, File.ReadAllLines(MountTable), p => new FileInfo(p).LinkTarget)
                : new DriveInfo(Path.GetDirectoryName(path) ?? path).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Finds the file system of a file in a table of mounts.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="table">The lines of Linux's <c>/proc/PID/mountinfo</c> (proc(5)).</param>
    /// <param name="linkOf">Where a path points that is a symbolic link; otherwise null. It is not asked for what lies on a network file system.</param>
    /// <returns>The file system's name, or null.</returns>
    public static string? Mounted(string path, IReadOnlyList<string> table, Func<string, string?> linkOf)
    {
        var (reached, rest) = ("/", Parts(path));
        var format = Find(reached, table);
        for (var links = 0; rest.TryDequeue(out var part);)
        {
            var next = Path.Combine(reached, part);
            (var mount, format) = (format, Find(next, table));
            if (IsOne(format) || linkOf(next) is not { } target || ++links > MostLinks)
            {
                reached = next;
                continue;
            }

            rest = Parts(Path.GetFullPath(target, reached), rest);
            (reached, format) = ("/", mount);
        }

        return format;
    }

    private static bool IsOne(string? format) => Names.Contains(format, StringComparer.OrdinalIgnoreCase);

    private static Queue<string> Parts(string path, IEnumerable<string>? more = null) =>
        new([.. path.Split('/', StringSplitOptions.RemoveEmptyEntries), .. more ?? []]);

    // of several mounts on one place the last counts
    private static string? Find(string path, IReadOnlyList<string> table) => table
        .Select(line => line.Split(' '))
        .Where(fields => fields.Length > MountPoint && Holds(Unescape(fields[MountPoint]), path))
        .Select((fields, i) => (Length: Unescape(fields[MountPoint]).Length, i, Format: fields.SkipWhile(f => f != "-").ElementAtOrDefault(1)))
        .OrderBy(m => (m.Length, m.i))
        .LastOrDefault()
        .Format;

    private static bool Holds(string mount, string path) => mount == "/" || path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal);

    // blanks and the like are written in octal
    private static string Unescape(string text) =>
        Octal().Replace(text, m => ((char)m.ValueSpan[1..].ToString().Aggregate(0, (sum, digit) => (sum * 8) + digit - '0')).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\\[0-7]{3}")]
    private static partial Regex Octal();
}
