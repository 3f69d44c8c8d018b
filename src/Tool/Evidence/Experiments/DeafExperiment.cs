using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A training that does not hear the learning rate, tuned by a plain search and by a phase, and mended.</summary>
/// <param name="time">The clock.</param>
internal sealed class DeafExperiment(TimeProvider time) : IExperiment
{
    private const string Code = "HS214";
    private const string Defaults = "defaults";
    private const string Search = "not heard, plain search";
    private const string Phase = "not heard, phase";
    private const string Mended = "mended, phase";

    /// <inheritdoc/>
    public string Name => "deaf";

    /// <inheritdoc/>
    public string Title => "a training that does not hear what is tuned";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [Code];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 20;
        var rate = ExperimentRoles.Rate(plan);
        var tuned = ExperimentPlans.Of(plan, ExperimentPlans.Phase("learning-rate", trials, null, rate));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials over {rate.Name}, which the search suggests and, by a fault made on purpose, the training does not get: it always trains with the default; what was chosen is retrained by the mended training, as happens to a project whose fault is found late"),
            [
                new Arm(Defaults, b => new ArmEnd(b.Defaults, 0, 0)),
                new Arm(Search, b => b.Deaf(rate.Name).Search([rate], "random", trials)),
                new Arm(Phase, b => new RuleReplay(b.Deaf(rate.Name), time, Code).AsItIs(tuned)),
                new Arm(Mended, b => new RuleReplay(b, time, Code).AsItIs(tuned)),
            ],
            [
                new Question("What a phase keeps of such trials is no worse than the defaults.", Phase, Defaults, Measure.NoWorse),
                new Question("What a plain search chooses by such trials is worse than the defaults.", Defaults, Search),
                new Question("As many trials of the mended training end better.", Mended, Phase),
            ]);
    }
}
