using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.CommandProjects;

/// <summary>A folder with a plan and a script, and the real tool beside it as processes.</summary>
public sealed class ScriptProject : IDisposable
{
    /// <summary>Learns best near a learning rate of 0.1, overfits without weight decay, and takes PAUSE seconds an epoch.</summary>
    private const string Script = """
        import json, math, os, random, sys, time
        trial = json.loads(sys.stdin.readline())
        p, source = trial["parameters"], random.Random(trial["seed"])
        quality = 0.9 - 0.1 * (math.log10(p["learning_rate"]) + 1) ** 2 + (0.05 if p["weight_decay"] else 0)
        print("trial", trial["trial"], "parameters", sorted(p))
        print("cores", len(os.sched_getaffinity(0)), "threads", os.environ["OMP_NUM_THREADS"])
        for epoch in range(1, trial["epochs"] + 1):
            time.sleep(PAUSE)
            value = quality * (1 - math.exp(-epoch)) + source.uniform(-0.002, 0.002)
            loss = 0.5 + abs(epoch - 4) / 10
            print(json.dumps({"step": epoch, "value": value, "metrics": {"train_value": min(1, value + 0.2), "train_loss": 1 / epoch, "validation_loss": loss}}))
            if not json.loads(sys.stdin.readline())["continue"]:
                sys.exit(0)
        if trial["test"]:
            print(json.dumps({"test": round(quality, 3)}))
        """;

    private const string Plan = """
        version: 1
        name: script
        metric: { name: validation_accuracy, goal: maximize, summary: best }
        budget: { epochs: 8 }
        trainer: { command: ["/usr/bin/python3", "train.py"] }
        parameters:
          learning_rate: { default: 0.001, low: 1e-4, high: 1.0, scale: log }
          weight_decay:  { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
        phases:
          - { name: learning-rate,  tune: [learning_rate], trials: 12 }
          - { name: regularization, tune: [weight_decay, learning_rate], trials: 10, when: overfitting }
        search: { seed: 1, workers: 2, confirm: { top: 2, seeds: 3 } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Initializes a new instance of the <see cref="ScriptProject"/> class.</summary>
    /// <param name="pause">Seconds that an epoch takes.</param>
    public ScriptProject(double pause = 0)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "there is no /usr/bin/python3");
        Folder = Directory.CreateTempSubdirectory("hyper-project-").FullName;
        Write("hyper.yaml", Plan);
        Write("train.py", Script.Replace("PAUSE", pause.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    public string Folder { get; }

    public string Database => PathOf(".hyper/studies.db");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Runs a command of the tool to its end.</summary>
    public (int Code, string Output, string Error) Hyper(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end:\n{output.Result}{error.Result}");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public string Expect(params string[] arguments)
    {
        var (code, output, error) = Hyper(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}:\n{output}{error}");
        return output;
    }

    /// <summary>Runs a command that must succeed, with its output going to a file of the project, as a shell does it.</summary>
    public string Redirected(string file, params string[] arguments)
    {
        using var process = Start("bash", ["-c", $"exec dotnet \"$@\" > {file} 2>&1", "bash", Path.Combine(AppContext.BaseDirectory, "dotnet-hyper.dll"), .. arguments]);
        process.WaitForExit();
        var printed = Read(file);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{printed}");
        return printed;
    }

    public Process Start(params string[] arguments) => Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-hyper.dll"), .. arguments]);

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("HYPER_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public JsonElement Status() => JsonDocument.Parse(Expect("status", "--json")).RootElement;

    /// <summary>The trials of a phase as they are now; empty before there are any.</summary>
    public IReadOnlyList<FrozenTrial> Trials(string phase)
    {
        if (!File.Exists(Database))
        {
            return [];
        }

        using var storage = StorageFactory.Open("sqlite:///" + Database);
        return storage.FindStudy("script-" + phase) is { } study ? storage.Read(study.Id, StudyCursor.Start).Trials : [];
    }

    /// <summary>Waits until a phase has some finished trials while the tool runs, and one that trains.</summary>
    public IReadOnlyList<FrozenTrial> WaitForTrials(string phase, int count, Process running)
    {
        while (!running.HasExited)
        {
            var trials = Trials(phase);
            if (trials.Count(t => t.IsFinished) >= count && trials.Any(t => t.State == TrialState.Running) && Processes("train.py").Count > 0)
            {
                return [.. trials.Where(t => t.IsFinished)];
            }

            Thread.Sleep(20);
        }

        throw new InvalidOperationException("the phase ended before it could be killed: " + running.StandardOutput.ReadToEnd() + running.StandardError.ReadToEnd());
    }

    /// <summary>The processes that run in the project's folder with this text in their command line.</summary>
    public IReadOnlyList<int> Processes(string text) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).OfType<string>().Where(n => n.All(char.IsAsciiDigit)).Where(n => IsOurs(n, text)).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    public bool AllEnd(string text) => SpinWait.SpinUntil(() => Processes(text).Count == 0, TimeSpan.FromSeconds(30));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private bool IsOurs(string process, string text)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{process}/cwd", returnFinalTarget: false)?.FullName == Folder
                && File.ReadAllText($"/proc/{process}/cmdline").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
