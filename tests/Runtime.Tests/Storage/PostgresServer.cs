using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Runtime.Tests.Storage;

/// <summary>A PostgreSQL server of its own in a temporary folder, reachable through a socket there alone.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-pg-").FullName;
    private readonly string? _programs = FindPrograms();
    private int _databases;

    public PostgresServer()
    {
        if (_programs is null)
        {
            Missing = "PostgreSQL's server is not installed";
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        }

        Run("initdb", "-D", Data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", "hyper");
        var access = Path.Combine(Data, "pg_hba.conf");
        Run("sed", "-i", "1i local all guarded scram-sha-256", access);
        Start();
        Run("psql", "-h", _folder, "-p", "54331", "-U", "hyper", "-q", "-d", "postgres", "-c", "CREATE ROLE guarded LOGIN PASSWORD 'right'; CREATE ROLE guest LOGIN");
    }

    /// <summary>Gets why there is no server, or null.</summary>
    public string? Missing { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its address; the test is skipped where there is no server.</returns>
    public string NewDatabase()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? string.Empty);
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        Run("createdb", "-h", _folder, "-p", "54331", "-U", "hyper", name);
        return $"postgresql://hyper@/{name}?host={_folder}&port=54331";
    }

    public void Start() =>
        Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p 54331 -c listen_addresses= -c unix_socket_directories={_folder} -c max_connections=200 -c fsync=off", "start");

    /// <summary>Waits until leases may expire, which they do not in the first five seconds after a start.</summary>
    public void AwaitExpiry() =>
        Run("psql", "-h", _folder, "-p", "54331", "-U", "hyper", "-q", "-d", "postgres", "-c", "SELECT pg_sleep(GREATEST(0, EXTRACT(EPOCH FROM pg_postmaster_start_time() + interval '5.1 seconds' - clock_timestamp())))");

    public void Stop() => Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public void Dispose()
    {
        if (Missing is null)
        {
            Stop();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    // the server refuses to run as root
    private void Run(string program, params string[] arguments)
    {
        var path = program == "sed" ? program : Path.Combine(_programs ?? string.Empty, program);
        string[] line = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }
}
