using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where the metric jumps from epoch to epoch by as much as configurations differ: by what to choose.</summary>
/// <param name="time">The clock.</param>
internal sealed class JitterExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS215";
    private const string Best = "by the best epoch";
    private const string Last = "by the last epoch";
    private const string Mean = "by the mean of the last fifth";
    private const string Phase = "phase with the plan's confirm";
    private const string Confirmed = "confirm as HS215 says";
    private const int Part = 5;
    private const double Below = 5;
    private const double Share = 4;
    private const double ShareOfLog = 100;
    private static readonly string[] Tuned = ["weight_decay", "dropout"];

    /// <inheritdoc/>
    public string Name => "jitter";

    /// <inheritdoc/>
    public string Title => "choosing where the metric jumps from epoch to epoch";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, ["learning_rate", "batch_size", .. Tuned]);

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 12;
        var (rate, batch) = (ExperimentRoles.Rate(plan), ExperimentPlans.SmallBatch(plan));
        rate = rate with { Default = rate.High / Below };
        plan = ExperimentPlans.With(ExperimentPlans.With(plan, rate), batch);
        PlanParameter[] tuned = [.. Tuned.Select(r => Lower(ExperimentRoles.Find(plan, r)!))];
        // a phase is judged by what ran to the end, and of few trials too few would
        plan = tuned.Aggregate(plan, ExperimentPlans.With) with { Search = plan.Search with { Pruner = "none" } };
        var phase = ExperimentPlans.Of(plan, ExperimentPlans.Phase("regularization", trials, null, tuned));
        Arm By(string name, Func<Bench, Curve, double> score) => new(name, b => Choose(b, phase, trials, score));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials over {string.Join(" and ", tuned.Select(p => $"{p.Name} up to {PhaseText.Metric(p.High)}"))} with {rate.Name} {PhaseText.Value(rate.Default)} and {batch.Name} {PhaseText.Value(batch.Default)}; the first three arms choose among the same random trials, the others run a phase that prunes nothing, the last with as many seeds to confirm as the edit of HS215 says"),
            [
                By(Best, (b, c) => b.Yardstick.Best(c)),
                By(Last, (b, c) => b.Yardstick.Of(c)[^1].Value),
                By(Mean, (b, c) => b.Yardstick.Of(c).TakeLast(Math.Max(1, b.Epochs / Part)).Average(v => v.Value)),
                new Arm(Phase, b => new RuleReplay(b, time, Code).AsItIs(phase)),
                new Arm(Confirmed, b => new RuleReplay(b, time, Code).Remedied(phase)),
            ],
            [
                new Question("Choosing by the mean of the last fifth ends better than choosing by the best epoch.", Mean, Best),
                new Question("Choosing by the last epoch ends better than choosing by the best epoch.", Last, Best),
                new Question("A phase with as many seeds to confirm as HS215 says ends better than one with the plan's.", Confirmed, Phase),
            ]);
    }

    // the lower part of a range, where little of it can be told from jitter
    private static PlanParameter Lower(PlanParameter parameter) => parameter with { High = parameter.High / (parameter.Log ? ShareOfLog : Share), Hard = HardEnds.Both };

    private static ArmEnd Choose(Bench bench, Plan plan, int trials, Func<Bench, Curve, double> score)
    {
        var tried = new List<ImmutableSortedDictionary<string, object?>>();
        var around = DecisionBook.Empty.Tuned(plan);
        var tuned = plan.Parameters.Where(p => plan.Phases[0].Tune.Contains(p.Name)).ToList();
        var search = bench.Search(tuned, "random", trials, new BenchSearch { Around = around, OnTrial = tried.Add });
        var best = tried.Select(v => (Values: v, Curve: bench.Train(v)))
            .Where(t => !t.Curve.IsDiverged)
            .OrderByDescending(t => bench.Yardstick.Lead(score(bench, t.Curve), 0))
            .Select(t => t.Values)
            .FirstOrDefault(around);
        return search with { Winner = best };
    }
}
