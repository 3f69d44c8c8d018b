using System.ComponentModel;
using System.Diagnostics;

namespace HyperScaffold.Torch.Interop;

/// <summary>What a program wrote, and how it ended.</summary>
internal sealed record ProgramOutput(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end, without a shell and without input.</summary>
    internal static ProgramOutput Of(ShimEnvironment environment, string program, IEnumerable<string> arguments, TimeSpan timeout)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Run(start, timeout);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return new ProgramOutput(-1, string.Empty, e.Message);
        }
    }

    private static ProgramOutput Run(ProcessStartInfo start, TimeSpan timeout)
    {
        using var process = Process.Start(start) ?? throw new IOException($"{start.FileName} did not start");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(timeout))
        {
            process.Kill(entireProcessTree: true);
            return new ProgramOutput(-1, string.Empty, $"stopped after {timeout.TotalSeconds:0} s");
        }

        Task.WaitAll(output, error);
        return new ProgramOutput(process.ExitCode, output.Result, error.Result);
    }
}
