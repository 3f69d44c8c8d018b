using System.Diagnostics;

namespace HyperScaffold.Runtime.Tests.Storage;

/// <summary>Debian's Python with its Optuna.</summary>
public static class Python
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Runs a script; the test is skipped where Optuna is not installed.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    public static string Run(string script, params string[] arguments)
    {
        if (!File.Exists(Program) || Start("import optuna").Code != 0)
        {
            Assert.Skip("python3-optuna is not installed");
        }

        var (code, output, errors) = Start(script, arguments);
        Assert.True(code == 0, errors);
        return output.Trim();
    }

    private static (int Code, string Output, string Errors) Start(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-W", "ignore", "-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
