using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Shows the values that hold now.</summary>
/// <param name="services">What commands get.</param>
[Command("best", Description = "Show the hyperparameters that hold now, and which phase froze each")]
[Example("best", "one line a parameter")]
[Example("best --json", "value by parameter as JSON, for a script")]
[ExitCodes("the values were shown")]
internal sealed class BestCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the values as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        var (plan, book) = (project.LoadPlan(), project.LoadDecisions());
        var report = StatusReader.Read(project, Environment, time, PlanLock.Holder(project) is not null);
        if (Json)
        {
            Terminal.Out.WriteLine(StatusJson.Write(json =>
            {
                json.WriteString("plan", report.Plan);
                json.WriteString("metric", report.Metric);
                StatusJson.Number(json, "best", report.Best);
                StatusJson.Number(json, "test", report.Test);
                StatusJson.Values(json, "parameters", report.BestParameters);
            }));
            return ExitCode.Done;
        }

        var width = plan.Parameters.Max(p => p.Name.Length);
        foreach (var parameter in plan.Parameters)
        {
            Terminal.Write($"{parameter.Name.PadRight(width)}  {PhaseText.Value(report.BestParameters[parameter.Name]),-12} {Source(plan, book, parameter.Name)}");
        }

        Terminal.Write($"{report.Metric} {PhaseText.Metric(report.Best)} (defaults {PhaseText.Metric(report.Baseline)})");
        return ExitCode.Done;
    }

    private static string Source(Plan plan, DecisionBook book, string parameter)
    {
        var phase = plan.Phases.LastOrDefault(p => book.Current(p.Name)?.Frozen.ContainsKey(parameter) == true);
        return phase is null ? "default" : $"frozen by {phase.Name}";
    }
}
