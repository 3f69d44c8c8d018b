using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Answers a question from two arms, seed by seed: what both arms share, such as luck with a seed, cancels out.</summary>
internal static class Judge
{
    // of a loss; a documented default without a source
    private const double LossShare = 0.05;

    // whole percents would hide on which side of the claim it lies
    private const double CloseShare = 0.01;

    // a row more or less is luck
    private const double Rows = 2;

    /// <summary>Answers.</summary>
    /// <param name="question">The question.</param>
    /// <param name="arms">The arms.</param>
    /// <param name="yardstick">By what they were compared.</param>
    /// <param name="row">One validation row of the metric; 0 where that is not known.</param>
    /// <returns>The answer.</returns>
    public static Answer Of(Question question, ImmutableArray<ArmScore> arms, Yardstick yardstick, double row)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(yardstick);
        var (left, right) = (arms.First(a => a.Name == question.Left), arms.First(a => a.Name == question.Right));
        if (Untried(left, right) is { } rule)
        {
            return new Answer(question, Interval.Of([]), 0, Outcome.Unclear, $"{Begin(Outcome.Unclear)} {rule} spoke with no seed, so that both arms are the same.");
        }

        return question.Measure switch
        {
            Measure.Saves => Saving(question, left, right),
            Measure.LevelOnTest => Level(question, left, right),
            Measure.Falls => Fall(question, left, yardstick),
            _ => Lead(question, (left, right), yardstick, row),
        };
    }

    // what a rule never said was never tried, and no worse than itself is no answer
    private static string? Untried(ArmScore left, ArmScore right) =>
        new[] { left, right }.FirstOrDefault(a => a.Ends.All(e => e is { Rule: not null, Spoke: false })) is { } silent && left.Scores.SequenceEqual(right.Scores)
            ? silent.Ends[0].Rule
            : null;

    private static Answer Lead(Question question, (ArmScore Left, ArmScore Right) arms, Yardstick yardstick, double row)
    {
        var (left, right) = arms;
        var difference = Interval.Of(left.Scores.Zip(right.Scores, yardstick.Lead));
        var counts = Counts(right, yardstick, row);
        var (holds, fails) = question.Measure switch
        {
            Measure.NoWorse => (difference.Low > -counts, difference.High < -counts),
            Measure.WithinNoise => (difference.High >= 0, difference.High < 0),
            _ => (difference.Low > 0 && difference.Mean >= counts, difference.High < counts),
        };
        var outcome = holds ? Outcome.Holds : fails ? Outcome.Fails : Outcome.Unclear;
        return new Answer(question, difference, counts, outcome, Words(question, difference, counts, outcome));
    }

    private static double Counts(ArmScore reference, Yardstick yardstick, double row) =>
        yardstick.Direction == StudyDirection.Minimize ? LossShare * Mean(reference.Scores) : Rows * row;

    // what a search saw was chosen for being good, and fresh seeds were not; how large the fall is decides nothing
    private static Answer Fall(Question question, ArmScore arm, Yardstick yardstick)
    {
        var difference = Interval.Of(arm.Ends.Zip(arm.Scores, (e, s) => yardstick.Lead(e.Seen ?? double.NaN, s)));
        var outcome = difference.Low > 0 ? Outcome.Holds : difference.High <= 0 ? Outcome.Fails : Outcome.Unclear;
        var words = $"what the search saw of {arm.Name} is above what it reaches again by {Signed(difference.Mean)} [{Signed(difference.Low)}, {Signed(difference.High)}].";
        return new Answer(question, difference, 0, outcome, $"{Begin(outcome)} {words}");
    }

    private static Answer Saving(Question question, ArmScore left, ArmScore right)
    {
        var shares = left.Ends.Zip(right.Ends, (l, r) => 1 - ((double)l.Epochs / r.Epochs)).ToList();
        // one search has one count, and no chance in it
        var share = shares is [var only] ? new Interval(only, only, only, 1) : Interval.Of(shares);
        var outcome = share.Low > question.Threshold ? Outcome.Holds : share.High < question.Threshold ? Outcome.Fails : Outcome.Unclear;
        string Percent(double value) => value.ToString(Math.Abs(share.Mean - question.Threshold) < CloseShare ? "P1" : "P0", CultureInfo.InvariantCulture);
        var words = $"{left.Name} saves {Percent(share.Mean)} of the epochs [{Percent(share.Low)}, {Percent(share.High)}], claimed are more than {Percent(question.Threshold)}.";
        return new Answer(question, share, question.Threshold, outcome, $"{Begin(outcome)} {words.Replace(" %", "%", StringComparison.Ordinal)}");
    }

    // the scores of a classifier's test rows: more is better, whatever the plan's metric is
    private static Answer Level(Question question, ArmScore left, ArmScore right)
    {
        if (left.TestOfEach.Concat(right.TestOfEach).Any(t => !double.IsFinite(t)))
        {
            return new Answer(question, Interval.Of([]), 0, Outcome.Unclear, $"{Begin(Outcome.Unclear)} the training scores no test rows.");
        }

        var difference = Interval.Difference(left.TestOfEach, right.TestOfEach);
        var outcome = difference.High >= 0 ? Outcome.Holds : Outcome.Fails;
        var words = string.Create(CultureInfo.InvariantCulture, $"on the test rows {left.Name} has {left.TestOfEach.Average():0.0000}, {right.Name} {right.TestOfEach.Average():0.0000}: {Signed(difference.Mean)} [{Signed(difference.Low)}, {Signed(difference.High)}], {left.TestOfEach.Length} retrainings each.");
        return new Answer(question, difference, 0, outcome, $"{Begin(outcome)} {words}");
    }

    private static string Words(Question question, Interval difference, double counts, Outcome outcome)
    {
        var seeds = string.Create(CultureInfo.InvariantCulture, $"{difference.Count} seeds");
        var ahead = $"{question.Left} is {Place(difference.Mean)} {question.Right}: {Signed(difference.Mean)} [{Signed(difference.Low)}, {Signed(difference.High)}]";
        var least = PhaseText.Metric(counts);
        var why = (question.Measure, outcome) switch
        {
            (Measure.NoWorse, Outcome.Holds) => $"; a lag of {least} or more would count",
            (Measure.Better, Outcome.Fails) when difference.High >= 0 => $"; no lead as large as {least}, from which on it counts",
            (Measure.Better, Outcome.Unclear) => $"; {seeds} cannot tell that from a lead below {least}, from which on it counts",
            (_, Outcome.Unclear) => $"; {seeds} cannot tell that from a lag of {least}",
            _ => string.Empty,
        };
        return $"{Begin(outcome)} {ahead}{why}.";
    }

    private static string Place(double lead) => lead > 0 ? "ahead of" : lead < 0 ? "behind" : "level with";

    private static string Begin(Outcome outcome) => outcome switch
    {
        Outcome.Holds => "Holds:",
        Outcome.Fails => "Does not hold:",
        _ => "Cannot be told:",
    };

    private static string Signed(double value) => (value > 0 ? "+" : string.Empty) + PhaseText.Metric(value);

    private static double Mean(ImmutableArray<double> values) => values.Where(double.IsFinite).DefaultIfEmpty(0).Average();
}
