using System.Diagnostics;

namespace HyperScaffold.Bench.Common;

/// <summary>PostgreSQL's own programs, where its server is installed.</summary>
public static class PostgresPrograms
{
    private const string Installed = "/usr/lib/postgresql";

    /// <summary>Gets the folder of the newest server's programs; null where there is none.</summary>
    public static string? Folder { get; } = Directory.Exists(Installed)
        ? Directory.GetDirectories(Installed).Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    /// <summary>How a program is started; the server refuses to run as root.</summary>
    /// <param name="folder">The folder of the programs.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What to start, with its output redirected.</returns>
    public static ProcessStartInfo Line(string folder, string program, params string[] arguments)
    {
        var path = Path.Combine(folder, program);
        string[] line = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        return new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = "/", RedirectStandardOutput = true };
    }
}
