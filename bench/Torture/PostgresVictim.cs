using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Bench.Common;

namespace HyperScaffold.Bench.Torture;

/// <summary>A PostgreSQL server in a folder of its own, to be killed and started again. It syncs to disk as a real one does.</summary>
public sealed class PostgresVictim : IDisposable
{
    private const string Port = "54337";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-pg-").FullName;
    private readonly string _programs;
    private Process? _server;

    public PostgresVictim(string programs)
    {
        _programs = programs;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        }

        Expect("initdb", "-D", Data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", "hyper");
        Start();
        Expect("createdb", "-h", _folder, "-p", Port, "-U", "hyper", "torture");
    }

    public string Url => $"postgresql://hyper@/torture?host={_folder}&port={Port}";

    private string Data => Path.Combine(_folder, "data");

    public void Start()
    {
        var clock = Stopwatch.StartNew();
        while (_server is null || Run("pg_isready", "-q", "-h", _folder, "-p", Port) != 0)
        {
            // it refuses to start while processes of the killed one still hold its memory
            if (_server is null or { HasExited: true })
            {
                _server?.Dispose();
                _server = Process.Start(Line("postgres", "-D", Data, "-p", Port, "-c", "listen_addresses=", "-c", $"unix_socket_directories={_folder}"));
                _server?.BeginErrorReadLine();
                _server?.BeginOutputReadLine();
            }

            if (clock.Elapsed > Patience)
            {
                throw new InvalidOperationException("PostgreSQL did not start");
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>Kills the server without a word, as a crash of its machine would.</summary>
    public void Kill()
    {
        var id = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        Victims.Signal(id, "KILL");
        _server?.WaitForExit();
        _server?.Dispose();
        _server = null;
    }

    public void Dispose()
    {
        if (_server is not null)
        {
            Kill();
        }

        Thread.Sleep(500);
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Line(string program, params string[] arguments)
    {
        var line = PostgresPrograms.Line(_programs, program, arguments);
        line.RedirectStandardError = true;
        return line;
    }

    private void Expect(string program, params string[] arguments)
    {
        if (Run(program, arguments) is var code && code != 0)
        {
            throw new InvalidOperationException($"{program} ended with {code}");
        }
    }

    private int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Line(program, arguments))!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.WaitForExit();
        return process.ExitCode;
    }
}
