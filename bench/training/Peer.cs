using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Bench.Training;

/// <summary>PyTorch in a process of its own, asked for some epochs at a time so that both sides take turns.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    private Peer(Process process, string version, string python) => (_process, Version, Python) = (process, version, python);

    internal string Version { get; }

    internal string Python { get; }

    /// <summary>Starts the first Python that has torch; null when there is none.</summary>
    internal static Peer? Start(string script, string data, string device)
    {
        foreach (var python in (string[])["python3", "/usr/bin/python3"])
        {
            var start = new ProcessStartInfo(python, [script, data, device])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var process = Process.Start(start) ?? throw new InvalidOperationException("python did not start");
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            if (process.StandardOutput.ReadLine() is { } ready)
            {
                return new Peer(process, ready.Split(' ')[^1], python);
            }

            process.Dispose();
        }

        return null;
    }

    /// <summary>Sends a line and reads the seconds, the first word of the answer.</summary>
    internal double Seconds(FormattableString line)
    {
        _process.StandardInput.WriteLine(FormattableString.Invariant(line));
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the peer ended early");
        return double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(2000);
        _process.Dispose();
    }
}
