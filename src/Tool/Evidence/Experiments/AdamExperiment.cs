using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Few trials over the learning rate alone, or over everything that Adam has.</summary>
internal sealed class AdamExperiment : IExperiment
{
    private const int Few = 8;
    private const int More = 20;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "adam";

    /// <inheritdoc/>
    public string Title => "the learning rate alone against all that Adam has, with few trials";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS118"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "beta2", "epsilon")
        ?? (Beta1(plan) is null ? "needs a parameter beta1 without a condition" : null);

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var (rate, beta1) = (ExperimentRoles.Rate(plan), Beta1(plan)!);
        PlanParameter[] all = [rate, beta1, ExperimentRoles.Find(plan, "beta2")!, ExperimentRoles.Find(plan, "epsilon")!];
        var more = quick ? More / 2 : More;
        string Name(string what, int trials) => string.Create(CultureInfo.InvariantCulture, $"{what}, {trials} trials");
        Arm Over(string what, PlanParameter[] tuned, int trials) => new(Name(what, trials), b => b.Search(tuned, "quasi-random", trials, new BenchSearch { Around = Adam(b) }));
        var (alone, two, four) = ("rate alone", "rate and beta1", "all four");
        return new ExperimentDesign(
            $"quasi-random trials with Adam, everything else at its default; all four are {string.Join(", ", all.Select(p => $"{p.Name} {PhaseText.Range(p)}"))}",
            [Over(alone, [rate], Few), Over(four, all, Few), Over(two, [rate, beta1], more), Over(four, all, more)],
            [
                new Question($"{Few} trials over the learning rate alone end better than over all four.", Name(alone, Few), Name(four, Few)),
                new Question($"{more} trials over the learning rate and beta1 end better than over all four.", Name(two, more), Name(four, more)),
                new Question($"{more} trials over the learning rate and beta1 end no worse than over all four.", Name(two, more), Name(four, more), Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }

    private static PlanParameter? Beta1(Plan plan) => plan.Parameters.FirstOrDefault(p => p.ConditionParent is null && p.Role == "momentum" && p.Name.Contains("beta", StringComparison.Ordinal));

    private static ImmutableSortedDictionary<string, object?> Adam(Bench bench) =>
        ExperimentRoles.Find(bench.Plan, "optimizer") is { } optimizer && optimizer.Choices.Contains("adam") ? bench.Defaults.SetItem(optimizer.Name, "adam") : bench.Defaults;
}
