using HyperScaffold.Runtime.Tests.Storage;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class TrialLogTests
{
    [Fact]
    public void A_full_disk_costs_the_log_and_nothing_else()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        using var log = new TrialLog(new StreamWriter("/dev/full"));
        log.Say("one");
        log.WriteLine(new string('x', 100_000));
    }

    [Fact]
    public void What_is_written_after_the_end_is_left_out()
    {
        using var folder = new TemporaryFolder();
        var log = new TrialLog(TrialLogs.Open(folder.FullPath, 3));
        log.Write("half ");
        log.WriteLine("a line");
        log.Dispose();
        log.Say("late");
        Assert.Equal("half a line\n", File.ReadAllText(TrialLogs.Find(folder.FullPath, 3)!));
    }

    [Fact]
    public void A_log_that_cannot_be_opened_costs_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), string.Empty);
        using var log = new TrialLog(TrialLogs.Open(folder.File("taken"), 1));
        log.Say("lost");
        Assert.Null(TrialLogs.Find(folder.File("taken"), 1));
    }
}
