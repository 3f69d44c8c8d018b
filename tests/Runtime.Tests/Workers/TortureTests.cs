using System.Diagnostics;

namespace HyperScaffold.Runtime.Tests.Workers;

/// <summary>The short form of <c>./bench.sh torture</c>: real processes are killed at random moments, and nothing may be lost.</summary>
public sealed class TortureTests
{
    [Theory]
    [InlineData("sqlite", "6")]
    [InlineData("postgres", "3")]
    public async Task Every_trial_ends_once_and_as_it_was_told_whatever_is_killed(string storage, string kills)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are killed and stopped by signals");
        Assert.SkipWhen(storage == "postgres" && !Directory.Exists("/usr/lib/postgresql"), "PostgreSQL's server is not installed");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var bench = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "HyperScaffold.Bench", configuration, "HyperScaffold.Bench"));
        using var torture = Process.Start(new ProcessStartInfo(bench, ["torture", "--on", storage, "--kills", kills]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = torture.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await torture.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await torture.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(torture.ExitCode == 0, output + await error);
        Assert.Contains($"{kills} kills", output, StringComparison.Ordinal);
    }
}
