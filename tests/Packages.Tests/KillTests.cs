using System.Diagnostics;
using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class KillTests(PackedProducts products)
{
    private const string Finished =
        "select t.number || ' ' || t.state || ' ' || v.value from trials t join trial_values v using (trial_id) where t.state in ('COMPLETE', 'PRUNED') order by t.number";

    private const string SearchTrials = """
        select count(*) from trials t where t.state in ('COMPLETE', 'PRUNED') and not exists
            (select 1 from trial_user_attributes a where a.trial_id = t.trial_id and a.key = 'hyper:round' and a.value_json = '"confirm"')
        """;

    [Fact]
    public void After_the_tool_was_killed_the_next_call_goes_on_and_no_finished_trial_is_lost_or_repeated()
    {
        var project = Prepared();
        using var running = project.Start("phase", "next");
        var before = WaitForTrials(project, running);
        running.Kill();
        running.WaitForExit();

        project.Hyper("phase", "next").Expect(0);
        AssertWhole(project, before);
    }

    [Fact]
    public async Task After_a_worker_was_killed_the_phase_goes_on_by_itself_and_no_finished_trial_is_lost_or_repeated()
    {
        var project = Prepared();
        using var running = project.Start("phase", "next");
        var error = running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var before = WaitForTrials(project, running);
        using (var worker = Process.GetProcessById(Workers(project)[0]))
        {
            worker.Kill();
        }

        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(running.ExitCode == 0, await output + await error);
        AssertWhole(project, before);
    }

    private Project Prepared()
    {
        var project = products.Copy();
        project.Reduce(epochs: 40, trials: 24);
        return project;
    }

    private static string[] WaitForTrials(Project project, Process running)
    {
        while (!running.HasExited)
        {
            if (File.Exists(project.Database) && project.TryQuery(Finished) is { Length: >= 4 } rows && Workers(project).Count > 0)
            {
                return rows;
            }

            Thread.Sleep(50);
        }

        throw new InvalidOperationException("the phase ended before it could be killed: " + running.StandardOutput.ReadToEnd() + running.StandardError.ReadToEnd());
    }

    private static List<int> Workers(Project project) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).OfType<string>().Where(n => n.All(char.IsAsciiDigit))
            .Where(n => CommandLine(n) is var line && line.Contains(project.Folder, StringComparison.Ordinal) && line.Contains(" worker ", StringComparison.Ordinal))
            .Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static void AssertWhole(Project project, string[] before)
    {
        var after = project.Query(Finished);
        Assert.Empty(before.Except(after));
        Assert.Equal(after.Length, after.Select(l => l.Split(' ')[0]).Distinct().Count());
        Assert.Equal("24", Assert.Single(project.Query(SearchTrials)));
        Assert.Equal("0", Assert.Single(project.Query("select count(*) from trials where state in ('RUNNING', 'WAITING')")));
    }
}
