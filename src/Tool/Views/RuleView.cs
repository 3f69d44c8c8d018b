using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Views;

/// <summary>Shows rules.</summary>
internal static class RuleView
{
    private const int Width = 100;

    /// <summary>Lists all rules.</summary>
    /// <param name="terminal">Where to write.</param>
    public static void PrintList(Terminal terminal)
    {
        foreach (var info in RuleBook.All)
        {
            terminal.Write($"{info.Code}  {LintView.NameOf(info.Level),-7}  {info.Title}");
        }
    }

    /// <summary>Explains one rule.</summary>
    /// <param name="info">The rule.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(RuleInfo info, Terminal terminal)
    {
        terminal.Write($"{info.Code} ({LintView.NameOf(info.Level)}): {info.Title}");
        terminal.Write(string.Empty);
        foreach (var line in Wrap(info.Explanation))
        {
            terminal.Write(line);
        }

        foreach (var threshold in info.Thresholds)
        {
            terminal.Write(string.Empty);
            foreach (var line in Wrap($"Threshold: {threshold.Name}: {PlanEffort.Text(threshold.Value)} ({threshold.Source})."))
            {
                terminal.Write(line);
            }
        }

        terminal.Write(string.Empty);
        PrintExample(info, terminal);
    }

    /// <summary>Says which experiments try a rule.</summary>
    /// <param name="code">The rule.</param>
    /// <param name="experiments">The experiments.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(string code, IReadOnlyCollection<IExperiment> experiments, Terminal terminal)
    {
        terminal.Write(experiments.Count == 0 ? "Experiment: none tries this rule yet." : $"Experiment: dotnet hyper prove {code}");
        foreach (var experiment in experiments)
        {
            terminal.Write($"  {experiment.Name}: {experiment.Title}");
        }

        terminal.Write(string.Empty);
    }

    /// <summary>Shows what a rule says of a plan, or of each of its phases.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="numbers">What it says.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(Plan plan, IEnumerable<RuleNumbers> numbers, Terminal terminal)
    {
        foreach (var part in numbers)
        {
            terminal.Write(part.Phase is null ? $"In this plan ({plan.Name}):" : $"In phase {part.Phase}:");
            foreach (var finding in part.Findings)
            {
                LintView.Print(plan, finding, terminal);
            }

            if (part.Findings.Count == 0)
            {
                terminal.Write($"  {part.Note ?? "the rule holds"}.");
            }
        }
    }

    /// <summary>Breaks text into lines between words.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The lines, at most 100 characters where words allow it.</returns>
    public static IEnumerable<string> Wrap(string text)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length + 1 > Width)
            {
                yield return line;
                line = string.Empty;
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }

    private static void PrintExample(RuleInfo info, Terminal terminal)
    {
        if (info.Example is not { } example)
        {
            return;
        }

        foreach (var (title, yaml, code) in new[] { ("Wrong", example.WrongYaml, example.WrongCode), ("Right", example.RightYaml, example.RightCode) })
        {
            terminal.Write($"{title}, in hyper.yaml:");
            Indented(yaml, terminal);
            terminal.Write($"{title}, in C#:");
            Indented(code, terminal);
            terminal.Write(string.Empty);
        }
    }

    private static void Indented(string text, Terminal terminal) =>
        text.ReplaceLineEndings("\n").Split('\n').ToList().ForEach(l => terminal.Write("  " + l));
}
