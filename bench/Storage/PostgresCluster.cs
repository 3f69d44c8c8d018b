using System.Diagnostics;
using HyperScaffold.Bench.Common;

namespace HyperScaffold.Bench.Storage;

/// <summary>A PostgreSQL server of the bench's own, durable as installed, that is gone afterwards.</summary>
public sealed class PostgresCluster : IDisposable
{
    private const string Port = "54337";
    private readonly string _programs;
    private readonly string _folder;

    private PostgresCluster(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("hyper-bench-pg-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        }

        Run("initdb", "-D", Data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "hyper");
        Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} -c listen_addresses= -c unix_socket_directories={_folder}", "start");
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts a server where PostgreSQL is installed.</summary>
    /// <returns>The server, or null.</returns>
    public static PostgresCluster? Start() => PostgresPrograms.Folder is { } programs ? new PostgresCluster(programs) : null;

    /// <summary>Makes an empty database.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its address.</returns>
    public string NewDatabase(string name)
    {
        Run("createdb", "-h", _folder, "-p", Port, "-U", "hyper", name);
        return $"postgresql://hyper@/{name}?host={_folder}&port={Port}";
    }

    public void Dispose()
    {
        Run("pg_ctl", "-D", Data, "-w", "-m", "fast", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(PostgresPrograms.Line(_programs, program, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }
}
