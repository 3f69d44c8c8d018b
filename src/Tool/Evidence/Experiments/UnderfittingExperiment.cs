using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where what holds underfits: regularized, or given a larger model, a larger rate or more epochs.</summary>
/// <param name="time">The clock.</param>
internal sealed class UnderfittingExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS206";
    private const string Left = "left as it is";
    private const string Regularized = "then regularization";
    private const string Larger = "then the model's size";
    private const string Steeper = "then the learning rate";
    private const string Longer = "three times the epochs";
    private const int Times = 3;
    private const int First = 3;
    private static readonly string[] Regularizers = ["weight_decay", "dropout"];
    private static readonly string[] Capacity = ["width", "depth"];

    /// <inheritdoc/>
    public string Name => "underfitting";

    /// <inheritdoc/>
    public string Title => "what to tune where training is not done";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "batch_size")
        ?? (Of(plan, Capacity).Count == 0 ? "needs a parameter of the role width or depth without a condition" : null)
        ?? (Of(plan, Regularizers).Count == 0 ? "needs a parameter of the role weight_decay or dropout without a condition" : null);

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (trials, epochs) = (quick ? 5 : 8, Math.Max(1, plan.Budget.Epochs / Times));
        var (rate, batch) = (ExperimentRoles.Rate(plan), Upwards(ExperimentRoles.Find(plan, "batch_size")!));
        plan = ExperimentPlans.With(plan, batch);
        var first = ExperimentPlans.Phase("batch-size", First, epochs, batch);
        Arm Then(string name, params IEnumerable<PlanParameter> tuned) => new(name, b =>
            new PhaseReplay(b, time).Run(ExperimentPlans.Of(plan, first, ExperimentPlans.Phase("then", trials, epochs, tuned))).End with { Length = epochs });
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{epochs} epochs instead of {plan.Budget.Epochs} and the default {rate.Name}, so that training is not done; a phase over {batch.Name} from its default on with {First} trials, and then one with {trials} over {string.Join(" and ", Of(plan, Regularizers).Select(p => p.Name))}, over {string.Join(" and ", Of(plan, Capacity).Select(p => p.Name))} or over {rate.Name}; or the first phase alone with {epochs * Times} epochs. Winners train as long as their trials did"),
            [
                new Arm(Left, b => new RuleReplay(b, time, Code).AsItIs(ExperimentPlans.Of(plan, first))),
                Then(Regularized, Of(plan, Regularizers)),
                Then(Larger, Of(plan, Capacity)),
                Then(Steeper, rate),
                new Arm(Longer, b => new PhaseReplay(b, time).Run(ExperimentPlans.Of(plan, first with { Epochs = null })).End),
            ],
            [
                new Question("Leaving what underfits as it is ends no worse than regularizing it.", Left, Regularized, Measure.NoWorse),
                new Question("A larger model ends better than regularization.", Larger, Regularized),
                new Question("A larger learning rate ends better than regularization.", Steeper, Regularized),
                new Question("Longer training ends better than regularization.", Longer, Regularized),
            ]);
    }

    // smaller batches take more steps, and underfit less
    private static PlanParameter Upwards(PlanParameter batch)
    {
        var start = Convert.ToDouble(batch.Default, CultureInfo.InvariantCulture);
        return batch.Type == PlanParameterType.Categorical
            ? batch with { Choices = [.. batch.Choices.Where(c => c is not (long or double) || Convert.ToDouble(c, CultureInfo.InvariantCulture) >= start)] }
            : batch with { Low = start, Hard = HardEnds.Low };
    }

    private static List<PlanParameter> Of(Plan plan, string[] roles) => [.. roles.Select(r => ExperimentRoles.Find(plan, r)).OfType<PlanParameter>()];
}
