using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Tests.Commands;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class PlanLockTests
{
    [Fact]
    public void One_process_holds_a_plan_and_lets_go_of_it()
    {
        using var folder = new TempProject(SamplePlans.Digits);
        var project = ProjectFolder.Open(folder.Folder, new ToolEnvironment(folder.Folder, _ => null));
        Assert.Null(PlanLock.Holder(project));
        using (PlanLock.Take(project, "dotnet hyper run", TimeProvider.System))
        {
            Assert.Contains($"process {Environment.ProcessId} (dotnet hyper run, since ", PlanLock.Holder(project), StringComparison.Ordinal);
            var error = Assert.Throws<UsageException>(() => PlanLock.Take(project, "dotnet hyper phase next", TimeProvider.System));
            Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        }

        Assert.Null(PlanLock.Holder(project));
        PlanLock.Take(project, "dotnet hyper run", TimeProvider.System).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_in_one_message()
    {
        using var folder = new TempProject(SamplePlans.Digits);
        // a file where the folder must be: works for root too, whom no right stops
        File.WriteAllText(folder.PathOf(".hyper"), string.Empty);
        var run = ToolRun.In(folder.Folder, "phase", "next");
        Assert.Equal(1, run.Code);
        Assert.Contains("must be writable", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
