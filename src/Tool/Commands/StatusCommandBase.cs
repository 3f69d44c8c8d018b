using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows how a plan stands; it reads files and the storage, and starts nothing.</summary>
/// <param name="services">What commands get.</param>
internal abstract class StatusCommandBase(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the record as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        var holder = PlanLock.Holder(project);
        var report = StatusReader.Read(project, Environment, time, holder is not null);
        if (Json)
        {
            Terminal.Out.WriteLine(StatusJson.Write(report));
            return ExitCode.Done;
        }

        StatusTable.Print(report, Terminal);
        if (holder is not null)
        {
            Terminal.Write($"Running: {holder}");
        }

        return ExitCode.Done;
    }
}
