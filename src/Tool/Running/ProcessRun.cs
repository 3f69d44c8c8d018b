using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;

namespace HyperScaffold.Tool.Running;

/// <summary>A process that ran to its end.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProcessRun(int Code, string Output, string Error)
{
    // what an outer dotnet sets for itself must not steer an inner one
    private static readonly ImmutableArray<string> Outer = ["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <summary>Runs a process and keeps what it writes.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="cancellation">Kills it with its children.</param>
    /// <returns>The finished process.</returns>
    public static async Task<ProcessRun> CaptureAsync(string file, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        using var process = Start(file, arguments, folder, redirect: true);
        process.StandardInput.Close();
        var (output, error) = (new StringBuilder(), new StringBuilder());
        process.OutputDataReceived += (_, e) => Keep(output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(error, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitAsync(process, cancellation).ConfigureAwait(false);
        return new ProcessRun(process.ExitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a process that writes to this one's own console.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="cancellation">Kills it with its children.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> PassAsync(string file, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        using var process = Start(file, arguments, folder, redirect: false);
        await WaitAsync(process, cancellation).ConfigureAwait(false);
        return process.ExitCode;
    }

    private static Process Start(string file, IEnumerable<string> arguments, string folder, bool redirect)
    {
        var info = new ProcessStartInfo(file)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var name in Outer)
        {
            info.Environment.Remove(name);
        }

        return Process.Start(info) ?? throw new HyperException($"The program {file} could not be started. Check that it is installed.");
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }
}
