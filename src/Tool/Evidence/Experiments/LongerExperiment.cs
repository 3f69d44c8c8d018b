using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Where trainings still improve when they end: as it is, or as much longer as HS207 says.</summary>
/// <param name="time">The clock.</param>
internal sealed class LongerExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS207";
    private const string Short = "short";
    private const string Then = "chosen short, trained long";
    private const string Long = "as long as HS207 says";
    private const int Part = 3;
    private const double UsualLow = 1e-4;
    private const double UsualHigh = 1e-2;

    /// <inheritdoc/>
    public string Name => "longer";

    /// <inheritdoc/>
    public string Title => "trainings that still improve when they end";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (trials, epochs) = (quick ? 8 : 20, Math.Max(1, plan.Budget.Epochs / Part));
        var rate = ExperimentRoles.RateFrom(plan, UsualLow, UsualHigh) with { Hard = HardEnds.Both };
        var brief = ExperimentPlans.Of(ExperimentPlans.With(plan, rate), ExperimentPlans.Phase("learning-rate", trials, epochs, rate));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"a phase over {rate.Name} from {PhaseText.Value(UsualLow)} to {PhaseText.Value(UsualHigh)}, in which such ranges often lie and beyond which it may not go here, with {trials} trials of {epochs} epochs instead of {plan.Budget.Epochs}; where HS207 finds that they still improve, the phase runs anew with as many epochs as its edit says, at most {plan.Budget.Epochs}. Winners train as long as the arm says. A short training is the beginning of a full one, which is exact for a constant schedule"),
            [
                new Arm(Short, b => new RuleReplay(b, time, Code).AsItIs(brief)),
                new Arm(Then, b =>
                {
                    var (end, edited) = new RuleReplay(b, time, Code).Edited(brief);
                    return end with { Length = edited?.Phases[^1].Epochs ?? epochs };
                }),
                new Arm(Long, b => new RuleReplay(b, time, Code).Remedied(brief)),
            ],
            [
                new Question("Searching and training as long as HS207 says ends better than short.", Long, Short),
                new Question("Searching as long ends better than searching short and training only the winner as long.", Long, Then),
            ]);
    }
}
