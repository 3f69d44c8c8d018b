using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>One learning rate for two optimizers, or one for each.</summary>
internal sealed class OwnRatesExperiment : IExperiment
{
    private const string Shared = "one rate";
    private const string Own = "a rate each";
    private const string Ranges = "a rate and range each";
    private const string AdamOwn = "adaptive, its own rate";
    private const string AdamOther = "adaptive, the other's rate";
    private const string SgdOwn = "plain, its own rate";
    private const string SgdOther = "plain, the other's rate";
    private static readonly (double Low, double High) PlainRange = (1e-3, 1);
    private static readonly (double Low, double High) AdaptiveRange = (1e-5, 0.1);

    /// <inheritdoc/>
    public string Name => "own-rates";

    /// <inheritdoc/>
    public string Title => "one learning rate for two optimizers against one for each";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS117"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "optimizer")
        ?? (Families(plan) is (not null, not null) ? null : "needs an optimizer with an adaptive choice such as adam and another such as sgd");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var (trials, half) = quick ? (12, 6) : (24, 12);
        var (rate, optimizer) = (ExperimentRoles.Rate(plan), ExperimentRoles.Find(plan, "optimizer")!);
        var (plain, adaptive) = Families(plan);
        var both = optimizer with { Choices = [plain, adaptive], Default = plain };
        PlanParameter For(object? choice, (double Low, double High)? range) => rate with
        {
            Name = $"{choice}_{rate.Name}",
            Role = rate.Name,
            Low = range?.Low ?? rate.Low,
            High = range?.High ?? rate.High,
            Log = true,
            ConditionParent = optimizer.Name,
            ConditionChoices = [choice],
        };
        ArmEnd Alone(Bench bench, object? choice) => bench.Search([rate], "quasi-random", half, new BenchSearch { Around = bench.Defaults.SetItem(optimizer.Name, choice) });
        Arm Found(string name, object? choice) => new(name, b => Alone(b, choice));
        Arm Taken(string name, object? choice, object? from) => new(name, b => Alone(b, from) is var end ? end with { Winner = end.Winner.SetItem(optimizer.Name, choice), Seen = null } : end);
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials of TPE an arm over {optimizer.Name} ({plain}, {adaptive}) and {rate.Name}: one rate for both, one for each over the same range, or one for each from {PhaseText.Value(PlainRange.Low)} to {PhaseText.Value(PlainRange.High)} and from {PhaseText.Value(AdaptiveRange.Low)} to {PhaseText.Value(AdaptiveRange.High)}")
                + string.Create(CultureInfo.InvariantCulture, $"; beside them the best of {half} quasi-random rates for {adaptive} and for {plain}, each tried with both"),
            [
                new Arm(Shared, b => b.Search([both, rate], "tpe", trials)),
                new Arm(Own, b => b.Search([both, For(plain, null), For(adaptive, null)], "tpe", trials)),
                new Arm(Ranges, b => b.Search([both, For(plain, PlainRange), For(adaptive, AdaptiveRange)], "tpe", trials)),
                Found(AdamOwn, adaptive), Taken(AdamOther, adaptive, plain), Found(SgdOwn, plain), Taken(SgdOther, plain, adaptive),
            ],
            [
                new Question($"{adaptive} ends better at a learning rate of its own than at the best one of {plain}.", AdamOwn, AdamOther),
                new Question($"{plain} ends better at a learning rate of its own than at the best one of {adaptive}.", SgdOwn, SgdOther),
                new Question("A learning rate for each optimizer ends better than one for both.", Own, Shared),
                new Question("A learning rate and a range for each optimizer end better than one for both.", Ranges, Shared),
            ]);
    }

    private static (object? Plain, object? Adaptive) Families(Plan plan)
    {
        var choices = ExperimentRoles.Find(plan, "optimizer")!.Choices.OfType<string>().ToList();
        bool IsAdaptive(string name) => name.Contains("ada", StringComparison.OrdinalIgnoreCase) || name.Contains("rms", StringComparison.OrdinalIgnoreCase);
        return (choices.Find(c => !IsAdaptive(c)), choices.Find(IsAdaptive));
    }
}
