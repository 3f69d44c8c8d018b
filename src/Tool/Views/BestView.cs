using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;

namespace HyperScaffold.Tool.Views;

/// <summary>Shows the values that hold in a project now.</summary>
internal static class BestView
{
    /// <summary>Prints the values.</summary>
    /// <param name="project">The project.</param>
    /// <param name="services">What commands get.</param>
    /// <param name="format">How.</param>
    public static void Print(ProjectFolder project, ToolServices services, RecordFormat format)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(services);
        var report = StatusReader.Read(project, services.Environment, services.Time, PlanLock.Holder(project) is not null);
        switch (format)
        {
            case RecordFormat.Json:
                services.Terminal.Out.WriteLine(Json(report));
                break;
            case RecordFormat.Table:
                PrintLines(project.LoadPlan(), project.LoadDecisions(), report, services.Terminal);
                break;
            default:
                var record = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["plan"] = report.Plan,
                    ["metric"] = report.Metric,
                    ["best"] = report.Best,
                    ["test"] = report.Test,
                    ["parameters"] = report.BestParameters.ToDictionary(StringComparer.Ordinal),
                };
                new RecordView { Records = [record], Columns = [.. record.Keys], IsSingle = true }.Print(services.Terminal, format);
                break;
        }
    }

    private static string Json(StatusReport report) => StatusJson.Write(json =>
    {
        json.WriteString("plan", report.Plan);
        json.WriteString("metric", report.Metric);
        StatusJson.Number(json, "best", report.Best);
        StatusJson.Number(json, "test", report.Test);
        StatusJson.Values(json, "parameters", report.BestParameters);
    });

    private static void PrintLines(Plan plan, DecisionBook book, StatusReport report, Terminal terminal)
    {
        var width = plan.Parameters.Max(p => p.Name.Length);
        foreach (var parameter in plan.Parameters)
        {
            terminal.Write($"{parameter.Name.PadRight(width)}  {PhaseText.Value(report.BestParameters[parameter.Name]),-12} {Source(plan, book, parameter.Name)}");
        }

        terminal.Write($"{report.Metric} {PhaseText.Metric(report.Best)} (defaults {PhaseText.Metric(report.Baseline)})");
    }

    private static string Source(Plan plan, DecisionBook book, string parameter)
    {
        var phase = plan.Phases.LastOrDefault(p => book.Current(p.Name)?.Frozen.ContainsKey(parameter) == true);
        return phase is null ? "default" : $"frozen by {phase.Name}";
    }
}
