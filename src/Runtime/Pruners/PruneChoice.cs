using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// What the automatic pruner does from which step on, chosen by the finished curves: at each step the smallest share of
/// trials goes on that ends the best one with a probability of at most 10 %, and at least half of the share of the step before.
/// </summary>
internal sealed class PruneChoice
{
    /// <summary>The fewest references.</summary>
    public const int FewestReferences = 3;

    private const double MostRisk = 0.1;
    private const double LeastSaving = 0.05;
    private const double ControlShare = 0.05;
    private const int TrialsOfReference = 8;
    private const int MostReferences = 12;
    private const int MostLooks = 100;

    // ranks say how early is too early; what is left out is the noise of a long training's first steps
    private const int UnseenShare = 20;
    private static readonly ImmutableArray<double> Shares = [0.125, 0.25, 0.5];
    private readonly ImmutableArray<PruneLook> _looks;

    private PruneChoice(ImmutableArray<PruneLook> looks, double saving, string because) => (_looks, Saving, Because) = (looks, saving, because);

    /// <summary>Gets the share of the search's epochs that is expected to be saved, 0 to 1.</summary>
    public double Saving { get; }

    /// <summary>Gets what was chosen, and why, in one line.</summary>
    public string Because { get; }

    /// <summary>Gets a value indicating whether no trial is ended.</summary>
    public bool IsNone => _looks.IsEmpty;

    /// <summary>The share of the epochs that a search which has not begun should save, by the curves of an earlier one.</summary>
    /// <param name="options">What is known of the search to come.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="references">The earlier search's curves that no pruner chose.</param>
    /// <returns>0 to 1; null where the curves are too few to tell.</returns>
    public static double? Expected(AutoOptions options, StudyDirection direction, IReadOnlyList<LearningCurve> references)
    {
        var needed = Needed(options);
        if (references.Count < needed || Looks(options, direction, references) is not { IsEmpty: false } looks)
        {
            return references.Count < needed ? null : 0;
        }

        var epochs = EpochsOf(options, references);
        var saving = references.Average(r => Saved(looks, WarmupOf(options, epochs, r.Trial), epochs)) * Math.Max(0, options.Trials - needed) / options.Trials;
        return saving < LeastSaving ? 0 : saving;
    }

    /// <summary>Chooses.</summary>
    /// <param name="options">What is known of the search.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="references">The curves that no pruner chose.</param>
    /// <param name="known">How many curves there are; a search that outgrew its plan is taken to be half over.</param>
    public static PruneChoice Of(AutoOptions options, StudyDirection direction, IReadOnlyList<LearningCurve> references, int known = 0)
    {
        var needed = Needed(options);
        var epochs = EpochsOf(options, references);
        var first = LeastWarmup(options, epochs) + 1;
        if (first >= epochs)
        {
            return None(0, epochs <= 1
                ? "none: a training of one epoch cannot be ended early"
                : $"none: after a warm-up of {(first == 2 ? "1 epoch" : $"{first - 1} epochs")} there is nothing left to save of {epochs}");
        }

        if (references.Count < needed)
        {
            return None(0, $"none yet: it needs {needed} trials that were trained to the end, and has {references.Count}");
        }

        var looks = Looks(options, direction, references);
        var warmups = references.Select(r => WarmupOf(options, epochs, r.Trial));
        var trials = known > options.Trials ? 2 * known : options.Trials;
        var saving = Math.Max(0, warmups.Average(w => Saved(looks, w, epochs)) * (trials - references.Count) / trials);
        return saving < LeastSaving ? None(saving, Refusal(looks, saving, references.Count)) : new PruneChoice(looks, saving, Reason(looks, saving, references.Count));
    }

    /// <summary>How many references the choice needs; what an earlier search showed saves half of them.</summary>
    /// <param name="options">What is known of the search.</param>
    public static int Needed(AutoOptions options) => options.Earlier.IsNone ? Unaided(options) : (Unaided(options) + 1) / 2;

    /// <summary>How long a training is: a command may report more often than once an epoch.</summary>
    /// <param name="options">The pruner's.</param>
    /// <param name="references">The curves that no pruner chose.</param>
    public static int EpochsOf(AutoOptions options, IReadOnlyList<LearningCurve> references) =>
        references.Select(r => r.LastStep).Append(options.Epochs ?? 1).Max();

    /// <summary>The last step of a trial's warm-up.</summary>
    /// <param name="options">The pruner's.</param>
    /// <param name="epochs">The longest a trial trains.</param>
    /// <param name="trial">The trial.</param>
    public static int WarmupOf(AutoOptions options, int epochs, FrozenTrial trial) =>
        Math.Max(LeastWarmup(options, epochs), options.Warmup.LastStep(trial));

    /// <summary>The share of all trials that may go on after a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>1 where none is ended.</returns>
    public double ShareAt(int step)
    {
        if (_looks.IsEmpty || step < _looks[0].Step)
        {
            return 1;
        }

        var stride = _looks.Length > 1 ? _looks[1].Step - _looks[0].Step : 1;
        return _looks[Math.Min((step - _looks[0].Step) / stride, _looks.Length - 1)].Share;
    }

    private static ImmutableArray<PruneLook> Looks(AutoOptions options, StudyDirection direction, IReadOnlyList<LearningCurve> references)
    {
        var epochs = EpochsOf(options, references);
        var warmups = references.Select(r => WarmupOf(options, epochs, r.Trial)).ToArray();
        var looks = ImmutableArray.CreateBuilder<PruneLook>();
        var least = 1.0;
        foreach (var step in StepsOf(LeastWarmup(options, epochs) + 1, epochs))
        {
            var look = Look((step, epochs), options, [.. references.Where((_, r) => warmups[r] < step)], direction);

            // few references may agree by luck, so that one look ends at most another half
            least = Math.Max(look.Share, least / 2);
            looks.Add(look with { Share = least });
        }

        return looks.ToImmutable();
    }

    private static int Unaided(AutoOptions options) => Math.Clamp(options.Trials / TrialsOfReference, FewestReferences, MostReferences);

    private static PruneChoice None(double saving, string because) => new([], saving, because);

    private static int LeastWarmup(AutoOptions options, int epochs) =>
        Math.Max(options.WarmupSteps ?? epochs / UnseenShare, (int)Math.Ceiling(options.Warmup.Least - 1e-9));

    private static IEnumerable<int> StepsOf(int first, int epochs)
    {
        var stride = Math.Max(1, (epochs - first) / MostLooks);
        for (var step = first; step < epochs; step += stride)
        {
            yield return step;
        }
    }

    private static PruneLook Look((int Step, int Of) at, AutoOptions options, IReadOnlyList<LearningCurve> references, StudyDirection direction)
    {
        var earlier = options.Earlier.At(at.Step);
        if (references.Count < (earlier.Pairs > 0 ? Needed(options) : Unaided(options)))
        {
            return new PruneLook(at.Step, 1, double.NaN);
        }

        var (agreed, pairs) = RankAgreement.Count(references, at.Step, direction);
        var correlation = RankAgreement.Correlation(agreed + earlier.Agreed, pairs + earlier.Pairs, (double)at.Step / at.Of);
        return new PruneLook(at.Step, Shares.FirstOrDefault(s => RankAgreement.Risk(correlation, s, options.Trials) <= MostRisk, 1), correlation);
    }

    // a trial that is ended at step s trains s epochs, and one of twenty goes on all the same, as a control
    private static double Saved(ImmutableArray<PruneLook> looks, int warmup, int epochs)
    {
        var (alive, trained, until) = (1.0, 0.0, 0);
        foreach (var look in looks.Where(l => l.Step > warmup))
        {
            trained += (look.Step - until) * (alive + (ControlShare * (1 - alive)));
            (alive, until) = (Math.Min(alive, look.Share), look.Step);
        }

        trained += (epochs - until) * (alive + (ControlShare * (1 - alive)));
        return 1 - (trained / epochs);
    }

    private static string Reason(ImmutableArray<PruneLook> looks, double saving, int references)
    {
        var least = 1.0;
        var stages = new List<PruneLook>();
        foreach (var look in looks.Where(l => l.Share < 1))
        {
            if (look.Share < least)
            {
                stages.Add(look);
                least = look.Share;
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", stages.Select(s => $"{s.Name} from epoch {s.Step}"))}: expected to save {100 * saving:0} % of the epochs; early ranks predict final ones with rho {stages[0].Correlation:0.0#} ({references} references)");
    }

    private static string Refusal(ImmutableArray<PruneLook> looks, double saving, int references)
    {
        var known = looks.FirstOrDefault(l => !double.IsNaN(l.Correlation));
        var because = known.Step == 0
            ? "too few of the references are past their own warm-up"
            : string.Create(CultureInfo.InvariantCulture, $"ranks at epoch {known.Step} predict final ones with rho {known.Correlation:0.0#}");
        return string.Create(CultureInfo.InvariantCulture, $"none: it would save {100 * saving:0} % of the epochs; {because} ({references} references)");
    }
}
