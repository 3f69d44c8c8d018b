using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Bench.Storage;

/// <summary>This program again, as a worker.</summary>
public sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly ManualResetEventSlim _ready = new();

    public WorkerProcess(string url, string study, double seconds, double pauseMilliseconds)
    {
        string[] line = ["storage-worker", url, study, Text(seconds), Text(pauseMilliseconds)];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, line) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.StartInfo.Environment[Workers.ThreadCount.SpinLimit] = "0"; // as the supervisor sets it: workers share cores
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data is null ? null : "error " + e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public void WaitUntilReady() => _ready.Wait(TimeSpan.FromMinutes(3));

    public void Go() => _process.StandardInput.WriteLine();

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Wait() => _process.WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _ready.Dispose();
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (line == "ready")
        {
            _ready.Set();
        }
    }
}
