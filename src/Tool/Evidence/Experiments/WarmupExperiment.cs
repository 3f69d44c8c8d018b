using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Pruners that wait for the end of a warm-up, or do not.</summary>
internal sealed class WarmupExperiment : IExperiment
{
    private const string Whole = "all to the end";
    private const string Early = "median";
    private const string Waiting = "median, waiting";
    private const string Auto = "automatic, waiting";
    private const string LeftEarly = "best left to warm up, median";
    private const string LeftWaiting = "best left to warm up, waiting";
    private const string LastArms = ". The last two arms take the best one-cycle trial that was left to finish: what a search learns of warm-up; where none was left, the rate before with that schedule";
    private const double Rising = 0.3;
    private const double Nearby = 10;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "warm-up";

    /// <inheritdoc/>
    public string Title => "a pruner that waits for the warm-up against one that does not";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS114"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "schedule")
        ?? (ExperimentRoles.Find(plan, "schedule")!.Choices.OfType<string>().Any(IsOneCycle) ? null : "needs a schedule with the choice one_cycle");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 12 : 30;
        var (rate, schedule) = (ExperimentRoles.Rate(plan), ExperimentRoles.Find(plan, "schedule")!);
        Arm Of(string name, string pruner, bool waits, bool rises = false) => new(name, b =>
        {
            var start = GoodValues.Of(b, quick);
            var found = Convert.ToDouble(start.Winner[rate.Name], CultureInfo.InvariantCulture);
            var options = new BenchSearch
            {
                Around = start.Winner,
                Pruner = pruner,
                Warmup = waits ? (int)Math.Ceiling(Rising * b.Epochs) : null,
                MayWin = v => !rises || (v[schedule.Name] is string choice && IsOneCycle(choice)),
            };
            var end = b.Search([schedule, ExperimentRoles.RateFrom(b.Plan, found / Nearby, found * Nearby)], "random", trials, options);
            return options.MayWin(end.Winner) ? end : end with { Winner = start.Winner.SetItem(schedule.Name, schedule.Choices.First(c => c is string choice && IsOneCycle(choice))) };
        });
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} random trials an arm over {schedule.Name} and learning rates within a factor of 10 of the best of {GoodValues.TrialsOf(quick)}, the same in each arm; a one-cycle schedule rises for three tenths of the training; the median pruner ends trials after a tenth of the training, or after these three tenths") + LastArms,
            [Of(Whole, "none", false), Of(Early, "median", false), Of(Waiting, "median", true), Of(Auto, "auto", true), Of(LeftEarly, "median", false, rises: true), Of(LeftWaiting, "median", true, rises: true)],
            [
                new Question("A pruner that waits for the warm-up ends better than one that does not.", Waiting, Early),
                new Question("A pruner that waits for the warm-up finds as good a configuration as none.", Waiting, Whole, Measure.NoWorse),
                new Question("The best one-cycle trial that a waiting pruner leaves ends better than the best that the other leaves.", LeftWaiting, LeftEarly),
                new Question("The automatic pruner, waiting, finds as good a configuration as none.", Auto, Whole, Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }

    private static bool IsOneCycle(string choice) => choice.Replace("_", string.Empty, StringComparison.Ordinal).Contains("onecycle", StringComparison.OrdinalIgnoreCase);
}
