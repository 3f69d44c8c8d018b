using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Weight decay from 0 on a linear scale, or on a log scale with a switch.</summary>
internal sealed class ZeroExperiment : IExperiment
{
    private const string Linear = "linear from 0";
    private const string Switched = "log, with a switch";
    private const string Log = "log, without";
    private const double Orders = 1e-5;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "zero";

    /// <inheritdoc/>
    public string Title => "weight decay from 0 on a linear scale against a log scale with a switch";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS108"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "weight_decay");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 6 : 12;
        var decay = ExperimentRoles.Find(plan, "weight_decay")!;
        var log = decay with { Low = decay is { Log: true, Low: > 0 } ? decay.Low : decay.High * Orders, Log = true, Disabled = 0 };
        Arm Over(string name, PlanParameter parameter) => new(name, b => Try(b, parameter, trials, quick));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} quasi-random values of {decay.Name} an arm and none at all first, around the best of {GoodValues.TrialsOf(quick)} learning rates, which every arm tries; linear from 0 to {PhaseText.Value(decay.High)}, log from {PhaseText.Value(log.Low)} to {PhaseText.Value(log.High)}"),
            [Over(Linear, decay with { Low = 0, Log = false, Disabled = null }), Over(Switched, log), Over(Log, log with { Disabled = null })],
            [
                new Question("A log scale with a switch for 0 ends better than a linear one from 0.", Switched, Linear),
                new Question("The switch, which spends half of the trials on 0, ends no worse than a log scale without it.", Switched, Log, Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }

    // none at all is the value before, which a phase always tries first
    private static ArmEnd Try(Bench bench, PlanParameter decay, int trials, bool quick)
    {
        var start = GoodValues.Of(bench, quick);
        var none = start.Winner.SetItem(decay.Name, 0.0);
        var tried = new List<ImmutableSortedDictionary<string, object?>> { none };
        bench.Search([decay], "quasi-random", trials, new BenchSearch { Around = none, OnTrial = tried.Add });
        var end = Candidates.Best(bench, tried);
        return end with { Trials = start.Trials + end.Trials, Epochs = start.Epochs + end.Epochs };
    }
}
