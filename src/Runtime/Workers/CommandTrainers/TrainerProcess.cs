using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>A command that runs for one trial: its group, its three streams on threads of their own, and its events.</summary>
internal sealed class TrainerProcess : IDisposable
{
    private const int UnreadReports = 256;

    private readonly Process _process;
    private readonly LineWriter _input;
    private readonly TrainerLog _log;
    private readonly int _maxLineBytes;

    // a script that reports faster than reports are stored waits, instead of filling the memory
    private readonly SemaphoreSlim _room = new(UnreadReports);
    private volatile bool _isDisposed;

    private TrainerProcess(Process process, ProcessGroup group, TrainerLog log, int maxLineBytes)
    {
        (_process, Group, _log, _maxLineBytes) = (process, group, log, maxLineBytes);
        _input = new LineWriter(process.StandardInput.BaseStream);
    }

    /// <summary>Gets what happened and was not taken yet.</summary>
    public BlockingCollection<TrainerEvent> Events { get; } = [];

    /// <summary>Gets the group, to end it.</summary>
    public ProcessGroup Group { get; }

    /// <summary>Gets a value indicating whether the process ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Gets the exit code; 128 and the signal for a process that a signal ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Gets the end of standard error.</summary>
    public string ErrorTail => _log.Tail();

    /// <summary>Says how a command is started, without starting it.</summary>
    /// <param name="options">The command.</param>
    /// <param name="trial">The trial's number as text; empty for the final training.</param>
    /// <returns>How.</returns>
    /// <exception cref="TrainerStartException">The program is missing or not executable.</exception>
    public static ProcessStartInfo Prepare(CommandTrainerOptions options, string trial)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = options.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in options.Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        var environment = start.Environment;
        start.FileName = ProgramFinder.Find(options.Command[0], options.Folder, environment.TryGetValue("PATH", out var path) ? path : null);
        environment["PYTHONUNBUFFERED"] = "1";
        environment["HYPER_TRIAL"] = trial;
        environment["HYPER_STUDY"] = options.Study;
        environment["HYPER_DEVICE"] = options.Device;
        foreach (var variable in ThreadCount.Variables)
        {
            environment[variable] = options.Threads.ToString(CultureInfo.InvariantCulture);
        }

        return start;
    }

    /// <summary>Starts a command and tells it of its trial.</summary>
    /// <param name="options">The command.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="log">Where its lines go.</param>
    /// <returns>The running command.</returns>
    /// <exception cref="TrainerStartException">It cannot be started.</exception>
    public static TrainerProcess Start(CommandTrainerOptions options, CommandTrial trial, TrainerLog log)
    {
        var start = Prepare(options, trial.Number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
        var process = new Process();
        try
        {
            var running = new TrainerProcess(process, ProcessGroup.Start(start, process), log, options.MaxLineBytes);
            running._input.Write(trial.ToJson(options.Device));
            running.Listen();
            return running;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Answers a report.</summary>
    /// <param name="line">One JSON line.</param>
    public void Answer(string line) => _input.Write(line);

    /// <summary>Says that no answer follows.</summary>
    public void EndAnswers() => _input.Complete();

    /// <summary>Makes room for one more unread report.</summary>
    public void ReportTaken() => _room.Release();

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _input.Complete();
        _room.Release(UnreadReports);
        if (HasEnded)
        {
            _process.Dispose();
        }
    }

    private void Listen()
    {
        Read(_process.StandardOutput.BaseStream, TakeOutput, "trainer output");
        Read(_process.StandardError.BaseStream, (line, isCut) => _log.Write(Shown(line, isCut), isError: true), "trainer error");
        _process.Exited += (_, _) => Events.Add(new TrainerEvent.Exited());
        _process.EnableRaisingEvents = true;
    }

    private void Read(Stream stream, Action<string, bool> take, string name)
    {
        void ReadAll()
        {
            using (stream)
            {
                new LineReader(stream, _maxLineBytes).ReadAll(take);
            }

            Events.Add(new TrainerEvent.OutputEnded());
        }

        new Thread(ReadAll) { IsBackground = true, Name = name }.Start();
    }

    private void TakeOutput(string line, bool isCut)
    {
        var what = isCut ? new TrainerLine.Log() : TrainerLine.Parse(line);
        _log.Write(what switch
        {
            TrainerLine.Report r => InWords(r.What),
            TrainerLine.Result r => $"result: {PythonText.Float(r.Value)}",
            TrainerLine.Test t => $"test: {PythonText.Float(t.Value)}",
            _ => Shown(line, isCut),
        });
        if (what is TrainerLine.Log || _isDisposed)
        {
            return;
        }

        if (what is TrainerLine.Report)
        {
            _room.Wait();
        }

        Events.Add(new TrainerEvent.Said(what));
    }

    private string Shown(string line, bool isCut) => isCut ? $"{line} (the line is cut at {_maxLineBytes} bytes)" : line;

    private static string InWords(CommandReport report)
    {
        var metrics = string.Join(", ", report.Metrics.Select(m => $"{m.Key} {PythonText.Float(m.Value)}"));
        var text = $"step {report.Step}: {PythonText.Float(report.Value)}";
        return metrics.Length == 0 ? text : $"{text} ({metrics})";
    }
}
