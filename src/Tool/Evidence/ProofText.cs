using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Writes proofs for a terminal and for a page.</summary>
internal static class ProofText
{
    private const string Arm = "arm";

    /// <summary>Writes a proof as plain text.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="plan">The plan, for its metric and what its winners changed.</param>
    /// <returns>The lines.</returns>
    public static IReadOnlyList<string> Plain(Proof proof, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(plan);
        var rows = Rows(proof, plan);
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToList();
        return
        [
            Heading(proof),
            $"  {proof.Setup}.",
            $"  {Method(proof)}",
            .. rows.Select(r => "  " + string.Join("  ", r.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()),
            .. Spoken(proof).Select(s => $"  {s}"),
            .. proof.Answers.SelectMany(a => new[] { $"  Claim: {a.Question.Claim}", $"  {a.Sentence}" }),
        ];
    }

    /// <summary>Writes a proof as a section of a page.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The lines.</returns>
    public static IReadOnlyList<string> Markdown(Proof proof, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var rows = Rows(proof, plan);
        string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
        return
        [
            $"### {Heading(proof)}",
            string.Empty,
            $"{Upper(proof.Setup)}. {Method(proof)}",
            string.Empty,
            Row(rows[0]),
            Row(rows[0].Select(_ => "---")),
            .. rows.Skip(1).Select(Row),
            string.Empty,
            .. Spoken(proof).SelectMany(s => new[] { s, string.Empty }),
            .. proof.Answers.Select(a => $"- {a.Question.Claim} **{a.Sentence[..a.Sentence.IndexOf(':', StringComparison.Ordinal)]}**{a.Sentence[a.Sentence.IndexOf(':', StringComparison.Ordinal)..]}"),
            string.Empty,
        ];
    }

    private static string Heading(Proof proof)
    {
        var codes = proof.Experiment.Codes.IsEmpty ? string.Empty : $" ({string.Join(", ", proof.Experiment.Codes)})";
        return $"{proof.Experiment.Name}: {proof.Experiment.Title}{codes}";
    }

    private static string Method(Proof proof)
    {
        var seeds = proof.Arms[0].Ends.Length;
        return string.Create(CultureInfo.InvariantCulture, $"{seeds} seed{(seeds == 1 ? string.Empty : "s")}; each winner retrained with {proof.Retrains} fresh seeds; compared by {proof.Yardstick.Name}.") + Kept(proof);
    }

    // an arm that acts on a rule is the arm before it where the rule is silent
    private static IEnumerable<string> Spoken(Proof proof) =>
        from arm in proof.Arms
        let rule = arm.Ends.Select(e => e.Rule).FirstOrDefault(r => r is not null)
        where rule is not null
        select string.Create(CultureInfo.InvariantCulture, $"{rule} spoke with {arm.Ends.Count(e => e.Spoke)} of {arm.Ends.Length} seeds ({arm.Name}).");

    private static string Kept(Proof proof) => proof.Date is { } date
        ? string.Create(CultureInfo.InvariantCulture, $" Run on {date:yyyy-MM-dd}: {proof.Trainings} trainings, {proof.WorkerSeconds / 60:0.0} minutes of a worker.")
        : string.Empty;

    private static List<string[]> Rows(Proof proof, Plan plan)
    {
        var own = proof.Yardstick.Name != plan.Metric.Name;
        var tests = proof.Arms.All(a => a.Tests.All(double.IsFinite));
        string[] head = [Arm, proof.Yardstick.Name, .. own ? [plan.Metric.Name] : Array.Empty<string>(), .. tests ? ["test"] : Array.Empty<string>(), "trials", "epochs", "winner of seed 1"];
        return [head, .. proof.Arms.Select(a => (string[])
        [
            a.Name,
            Text(Interval.Of(a.Scores)),
            .. own ? [Text(Interval.Of(a.Metrics))] : Array.Empty<string>(),
            .. tests ? [Text(Interval.Of(a.Tests))] : Array.Empty<string>(),
            Count(a.Ends.Average(e => e.Trials)),
            Count(a.Ends.Average(e => e.Epochs)) + (a.Ends.Any(e => e.ConfirmEpochs > 0) ? $" + {Count(a.Ends.Average(e => e.ConfirmEpochs))}" : string.Empty),
            Winner(a.Ends[0], plan),
        ])];
    }

    private static string Text(Interval i) => double.IsInfinity(i.Low) ? PhaseText.Metric(i.Mean) : $"{PhaseText.Metric(i.Mean)} [{PhaseText.Metric(i.Low)}, {PhaseText.Metric(i.High)}]";

    private static string Count(double mean) => mean.ToString("0", CultureInfo.InvariantCulture);

    // what stayed at its default says nothing
    private static string Winner(ArmEnd end, Plan plan)
    {
        var changed = end.Winner.Where(v => Recipe.KeyOf([v], 0, false) != Recipe.KeyOf([KeyValuePair.Create(v.Key, plan.FindParameter(v.Key)?.Default)], 0, false)).ToImmutableArray();
        var length = end.Length is { } epochs ? string.Create(CultureInfo.InvariantCulture, $"; {epochs} epochs") : string.Empty;
        return (changed.IsEmpty ? "the defaults" : PhaseText.Values(changed)) + length;
    }

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
