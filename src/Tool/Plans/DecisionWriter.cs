using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans;

/// <summary>Writes decisions as YAML: one key a line, always in the same order, so that a diff shows what was decided.</summary>
internal sealed class DecisionWriter
{
    private const string Header = """
        # What each phase froze and why. dotnet hyper writes this file and reads it again: commit it, review it,
        # and change it with dotnet hyper phase redo, skip or adopt, which keep the history.
        version: 1

        """;

    private readonly StringBuilder _text = new(Header.ReplaceLineEndings("\n"));

    private DecisionWriter()
    {
    }

    /// <summary>Writes a book.</summary>
    /// <param name="book">The decisions.</param>
    /// <returns>The file's text with LF line ends.</returns>
    public static string Write(DecisionBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var writer = new DecisionWriter();
        writer._text.Append(book.Decisions.IsEmpty ? "decisions: []\n" : "decisions:\n");
        foreach (var decision in book.Decisions)
        {
            writer.Add(decision);
        }

        return writer._text.ToString();
    }

    private void Add(Decision decision)
    {
        _text.Append("  - phase: ").Append(YamlText.Quote(decision.Phase)).Append('\n');
        Line("study", YamlText.Quote(decision.Study));
        Line("state", decision.State.ToString().ToLowerInvariant());
        Line("time", YamlText.Quote(decision.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)));
        Line("plan_hash", YamlText.Quote(decision.PlanHash));
        Map("frozen", decision.Frozen, YamlText.Of);
        Map("widened", decision.Widened, w => $"{{ low: {YamlText.Number(w.Low)}, high: {YamlText.Number(w.High)}, times: {YamlText.Of(w.Times)} }}");
        Line("because", YamlText.Quote(decision.Because));
        if (decision.Evidence is { } evidence)
        {
            Add(evidence);
        }

        List("findings", decision.Findings, 4);
        Map("waived", decision.Waived, YamlText.Quote);
        if (decision.Superseded)
        {
            Line("superseded", "true");
        }
    }

    private void Add(DecisionEvidence evidence)
    {
        Line("evidence", string.Empty);
        Line("trials", YamlText.Of(evidence.Trials), 6);
        Line("complete", YamlText.Of(evidence.Complete), 6);
        Line("pruned", YamlText.Of(evidence.Pruned), 6);
        Line("failed", YamlText.Of(evidence.Failed), 6);
        Line("epochs", YamlText.Of(evidence.Epochs), 6);
        if (evidence.PlannedEpochs > evidence.Epochs || evidence.Controls > 0)
        {
            Line("planned_epochs", YamlText.Of(evidence.PlannedEpochs), 6);
            Line("controls", YamlText.Of(evidence.Controls), 6);
            Line("regrets", YamlText.Of(evidence.Regrets), 6);
        }

        if (evidence.Pruning.Length > 0)
        {
            Line("pruning", YamlText.Quote(evidence.Pruning), 6);
        }

        Line("confirm_epochs", YamlText.Of(evidence.ConfirmEpochs), 6);
        Line("seconds", YamlText.Number(evidence.Seconds), 6);
        Optional("cost", evidence.Cost);
        Optional("baseline", evidence.Baseline);
        Optional("best", evidence.Best);
        Optional("spread", evidence.Spread);
        Optional("noise", evidence.Noise);
        Optional("gain", evidence.Gain);
        Optional("threshold", evidence.Threshold);
        Optional("trial", evidence.Trial);
        Map("searched", evidence.Searched, YamlText.Quote, 6);
        List("edges", evidence.Edges, 6);
        List("batch_sizes", evidence.BatchSizes, 6);
        Line("fit", evidence.Fit.ToString().ToLowerInvariant(), 6);
        Line("fit_because", YamlText.Quote(evidence.FitBecause), 6);
    }

    private void Line(string key, string value, int indent = 4) =>
        _text.Append(' ', indent).Append(key).Append(':').Append(value.Length == 0 ? string.Empty : " ").Append(value).Append('\n');

    private void Optional(string key, object? value)
    {
        if (value is not null)
        {
            Line(key, YamlText.Of(value), 6);
        }
    }

    private void Map<T>(string key, ImmutableSortedDictionary<string, T> map, Func<T, string> write, int indent = 4)
    {
        if (map.IsEmpty)
        {
            return;
        }

        Line(key, string.Empty, indent);
        foreach (var (name, value) in map)
        {
            Line(NameRules.IsParameterName(name) || RuleCodes.All.Contains(name) ? name : YamlText.Quote(name), write(value), indent + 2);
        }
    }

    private void List(string key, ImmutableArray<string> items, int indent)
    {
        if (items.IsEmpty)
        {
            return;
        }

        Line(key, string.Empty, indent);
        foreach (var item in items)
        {
            _text.Append(' ', indent + 2).Append("- ").Append(YamlText.Quote(item)).Append('\n');
        }
    }
}
