using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using Spectre.Console;

namespace HyperScaffold.Tool.Views;

/// <summary>Shows the status as a table.</summary>
internal static class StatusTable
{
    /// <summary>Prints the table of phases, then what it all came to.</summary>
    /// <param name="report">The status.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(StatusReport report, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(terminal);
        var table = new Table { Border = terminal.IsInteractive ? TableBorder.Rounded : TableBorder.Ascii2 };
        foreach (var title in new[] { "phase", "state" })
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var title in new[] { "trials", "pruned", "failed", "epochs", "confirm", "best", "gain" })
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("frozen"));
        foreach (var phase in report.Phases)
        {
            table.AddRow(Row(phase).Select(cell => (Markup)new Markup(Markup.Escape(Terminal.Clean(cell)))));
        }

        terminal.Ansi.Write(table);
        foreach (var phase in report.Phases.Where(p => p.State is "skipped" or "stale" || (p.State == "done" && p.Frozen.IsEmpty)))
        {
            terminal.Write($"{phase.Name}: {(phase.State == "done" ? "kept" : phase.State)}: {phase.Because}");
        }

        foreach (var (phase, finding) in report.Phases.SelectMany(p => p.Findings.Select(f => (p.Name, f))))
        {
            terminal.Write($"{phase}: {finding.Level} {finding.Code}: {finding.Text}");
        }

        if (!report.Orphans.IsEmpty)
        {
            terminal.Write($"The plan has no phase {string.Join(", ", report.Orphans)} any more, so what was decided there does not hold. Where it was only renamed, its old name brings the decision back.");
        }

        terminal.Write(Total(report));
        if (report.Pruning.Pruned > 0)
        {
            terminal.Write($"Pruning{PruningText.Saved(report.Pruning.Spent, report.Pruning.Planned)}; {PruningText.Regret(report.Pruning)}.");
        }
    }

    private static IEnumerable<string> Row(StatusPhase phase)
    {
        var began = phase.Trials > 0;
        string Count(int value) => began ? value.ToString("#,0", CultureInfo.InvariantCulture) : "-";
        var frozen = phase switch
        {
            { Frozen.IsEmpty: false } => PhaseText.Values(phase.Frozen),
            { State: "done" } => "(kept what held before)",
            _ => "-",
        };
        return [phase.Name, phase.State, Count(phase.Trials), Count(phase.Pruned), Count(phase.Failed), Count(phase.Epochs), Count(phase.ConfirmEpochs), PhaseText.Metric(phase.Best), Signed(phase.Gain), frozen];
    }

    private static string Signed(double? gain) => gain > 0 ? "+" + PhaseText.Metric(gain) : PhaseText.Metric(gain);

    private static string Total(StatusReport report)
    {
        if (report.Phases.All(p => p.Trials == 0) && report.Best is null)
        {
            return $"{report.Metric}: nothing has run yet. Begin with: dotnet hyper phase next";
        }

        var confirm = report.Phases.Sum(p => p.ConfirmEpochs);
        var cost = report.Cost is { } c ? string.Create(CultureInfo.InvariantCulture, $", cost {c:0.00##}") : string.Empty;
        var test = report.Test is { } t ? $"; test {PhaseText.Metric(t)}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Metric}: {PhaseText.Metric(report.Baseline)} -> {PhaseText.Metric(report.Best)}{test}. {CostText.Count(report.Epochs, "search epoch")}, {confirm:#,0} to confirm, {report.Seconds:#,0.0} worker seconds{cost}.");
    }
}
