using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Tests.Guidance;

/// <summary>Makes whole plans of pieces and asks single rules.</summary>
internal static class RulePlans
{
    private const string Rate = "parameters:\n  learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }\n";

    /// <summary>Completes a piece of a plan to a whole one.</summary>
    /// <param name="piece">Some of the keys parameters, phases, budget and search.</param>
    /// <returns>The plan.</returns>
    public static Plan Complete(string piece) => PlanFile.Parse(Text(piece), "hyper.yaml");

    /// <summary>Completes a piece of a plan to the text of a whole one.</summary>
    /// <param name="piece">Some of the keys parameters, phases, budget and search.</param>
    /// <returns>The YAML text.</returns>
    public static string Text(string piece)
    {
        piece = piece.ReplaceLineEndings("\n") + "\n";
        var parameters = piece.Contains("parameters:", StringComparison.Ordinal) ? string.Empty : Rate;
        var first = (parameters + piece).Split("parameters:\n")[1].TrimStart().Split(':')[0];
        var phases = piece.Contains("phases:", StringComparison.Ordinal) ? string.Empty : $"phases:\n  - {{ name: only, tune: [{first}], trials: 20 }}\n";
        return $"version: 1\nname: test\nmetric: {{ name: validation_accuracy, goal: maximize }}\n{parameters}{piece}{phases}";
    }

    /// <summary>Asks one rule about a piece of a plan.</summary>
    /// <param name="code">The rule's code.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="knowledge">What is measured; null for nothing.</param>
    /// <returns>The findings.</returns>
    public static IReadOnlyList<Finding> Ask(string code, string piece, PlanKnowledge? knowledge = null) =>
        [.. RuleBook.Find(code)!.Check(Complete(piece), knowledge ?? new PlanKnowledge())];
}
