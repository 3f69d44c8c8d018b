using System.Diagnostics;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Doctor;

/// <summary>Looks at files and programs of the machine; a test passes another root.</summary>
/// <param name="Environment">The environment variables.</param>
/// <param name="Root">The root of the file system.</param>
internal sealed record Machine(ToolEnvironment Environment, string Root = "/")
{
    private const int AnswerMilliseconds = 20_000;

    /// <summary>A path below the root.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <returns>The full path.</returns>
    public string At(string path) => Path.Combine(Root, path);

    /// <summary>Counts NVIDIA's GPUs by the files that its driver makes.</summary>
    /// <returns>0 or more.</returns>
    public int Gpus() => Directory.Exists(At("dev")) ? Directory.EnumerateFiles(At("dev"), "nvidia*").Count(f => int.TryParse(Path.GetFileName(f)["nvidia".Length..], out _)) : 0;

    /// <summary>Finds a program in all folders of PATH, in order.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The full paths.</returns>
    public IEnumerable<string> OnPath(string name) =>
        (Environment.Variable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .Where(File.Exists);

    /// <summary>Runs a program and reads its answer.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed; null where it failed or took too long.</returns>
    public static string? Ask(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var answer = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(AnswerMilliseconds))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? answer.GetAwaiter().GetResult().Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
