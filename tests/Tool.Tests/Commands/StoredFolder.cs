using System.Diagnostics;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

/// <summary>A folder without a project, with a storage in it.</summary>
internal sealed class StoredFolder : IDisposable
{
    private const string PythonProgram = "/usr/bin/python3";
    private readonly TempProject _folder = new(plan: null);

    /// <summary>Gets the folder.</summary>
    public string Folder => _folder.Folder;

    /// <summary>Gets the storage's address, relative to the folder.</summary>
    public string Url { get; init; } = "sqlite:///studies.db";

    /// <summary>A path in the folder.</summary>
    /// <param name="name">The relative path.</param>
    /// <returns>The full path.</returns>
    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Runs a command on the storage.</summary>
    /// <param name="args">The command with its options, without <c>--storage</c>.</param>
    /// <returns>What it answered.</returns>
    public ToolRun Run(params string[] args) => ToolRun.In(Folder, [.. args, "--storage", Url]);

    /// <summary>Runs a command that must succeed.</summary>
    /// <param name="args">The command with its options, without <c>--storage</c>.</param>
    /// <returns>What it printed.</returns>
    public string Done(params string[] args)
    {
        var run = Run(args);
        Assert.True(run.Code == 0, run.Error);
        return run.Out;
    }

    /// <summary>Runs Debian's Python with its Optuna in the folder; the test is skipped where it is not installed.</summary>
    /// <param name="script">The script.</param>
    /// <returns>What it printed.</returns>
    public string Python(string script)
    {
        if (!File.Exists(PythonProgram) || !Directory.Exists("/usr/lib/python3/dist-packages/optuna"))
        {
            Assert.Skip("python3-optuna is not installed");
        }

        return Start(PythonProgram, "-W", "ignore", "-c", script);
    }

    /// <summary>Runs a program in the folder that must succeed.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    public string Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result + output);
        return output;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
