using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>One worker process in its slot, from start to end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int TailLines = 12;
    private const int Outputs = 2;

    // what the worker started may hold its output open for good
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly TrialLog? _log;
    private readonly Queue<string> _tail = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly long? _kills = ProcessMemory.Kills();
    private int _open = Outputs;
    private bool _isEndedHere;

    private WorkerProcess(Process process, string name, TrialLog? log) => (_process, Name, _log) = (process, name, log);

    /// <summary>Gets the worker's name in leases.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether it ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Gets the most memory that it was seen to hold, in bytes; null where nobody looked.</summary>
    public long? Peak { get; private set; }

    /// <summary>Gets what is known of its end by a SIGKILL that somebody else sent; null where it ended otherwise.</summary>
    public string? Loss => ExitCode == ProcessMemory.KillCode && !_isEndedHere ? MemoryText.Killed(Peak, ProcessMemory.Kills() > _kills) : null;

    /// <summary>Gets how it ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Gets the process's identifier.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a worker.</summary>
    /// <param name="options">The command.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="name">The worker's name.</param>
    /// <returns>The process.</returns>
    /// <exception cref="HyperException">The program cannot be started.</exception>
    public static WorkerProcess Start(ProcessOptions options, string study, Slot slot, string name)
    {
        var process = new Process { StartInfo = Info(options, study, slot, name) };
        var worker = new WorkerProcess(process, name, OpenLog(options, study, slot));
        process.OutputDataReceived += (_, line) => worker.Note(line.Data);
        process.ErrorDataReceived += (_, line) => worker.Note(line.Data);
        try
        {
            CoreAffinity.Start(slot.Cores, () => process.Start());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            worker.Dispose();
            throw new HyperException($"The worker program {options.FileName} could not be started ({e.Message}). Build the project first.", e);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Looks at its memory.</summary>
    public void Look() => Peak = ProcessMemory.Peak(Id) ?? Peak;

    /// <summary>Closes its standard input, by which it hands its trial back and leaves.</summary>
    public void AskToLeave()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // it is gone already
        }
    }

    /// <summary>Kills it with all that it started.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _isEndedHere = true;
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    /// <summary>The last lines it wrote, after it ended.</summary>
    /// <returns>The lines.</returns>
    public string Tail()
    {
        _ended.Task.Wait(LastLines);
        lock (_gate)
        {
            return string.Join(Environment.NewLine, _tail);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        lock (_gate)
        {
            _log?.Dispose();
        }
    }

    private static ProcessStartInfo Info(ProcessOptions options, string study, Slot slot, string name)
    {
        var isSecret = StorageAddress.HasPassword(options.StorageUrl);
        var storage = isSecret ? StorageFactory.FromEnvironment : options.StorageUrl;
        string[] own = ["worker", "--study", study, "--storage", storage, "--worker", name, "--device", slot.Device, "--threads", slot.Threads.ToString(CultureInfo.InvariantCulture)];
        var info = new ProcessStartInfo(options.FileName, [.. options.Arguments, .. own, .. Limits(options)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = options.WorkingFolder ?? Environment.CurrentDirectory,
        };
        foreach (var (key, value) in slot.Environment.Concat(options.Environment))
        {
            info.Environment[key] = value;
        }

        if (isSecret)
        {
            info.Environment[StorageFactory.Variable] = options.StorageUrl;
        }

        return info;
    }

    private static IEnumerable<string> Limits(ProcessOptions options)
    {
        (string Name, double? Value)[] limits =
        [
            ("--trial-limit", options.TrialTimeout?.TotalSeconds),
            ("--memory-limit", options.MemoryLimit),
            ("--recycle", options.Recycle),
            ("--time-left", options.TimeLeft?.TotalSeconds),
        ];
        var given = limits.Where(l => l.Value is not null).SelectMany(l => new[] { l.Name, Math.Ceiling(l.Value ?? 0).ToString("F0", CultureInfo.InvariantCulture) });
        (string Name, string? Path)[] folders = [("--logs", options.LogFolder), ("--checkpoints", options.CheckpointFolder)];
        return given.Concat(folders.Where(f => f.Path is not null).SelectMany(f => new[] { f.Name, Path.GetFullPath(f.Path!) }));
    }

    private static TrialLog? OpenLog(ProcessOptions options, string study, Slot slot)
    {
        if (options.LogFolder is null)
        {
            return null;
        }

        var folder = Directory.CreateDirectory(Path.Combine(options.LogFolder, study)).FullName;
        return new TrialLog(new StreamWriter(Path.Combine(folder, $"worker-{slot.Index}.log"), append: true));
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref _open) == 0)
            {
                _ended.SetResult();
            }

            return;
        }

        lock (_gate)
        {
            _tail.Enqueue(line);
            if (_tail.Count > TailLines)
            {
                _tail.Dequeue();
            }

            _log?.Say(line);
        }
    }
}
