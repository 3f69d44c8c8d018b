using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence.Experiments;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// Takes the place of trainings while an arm is gone through without any: notes the searches, phases and trainings that the arm
/// asks for, and answers with invented ends that are the same every time. What samplers, pruners and rules would do with them
/// is not gone through, so that a text of notes changes with the arm and not with them.
/// </summary>
/// <param name="plan">The project's plan.</param>
internal sealed class Rehearsal(Plan plan) : ITrainings
{
    private const int Points = 9;
    private readonly List<string> _notes = [];

    /// <inheritdoc/>
    public int Epochs => plan.Budget.Epochs;

    /// <summary>Goes through an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="plan">The project's plan.</param>
    /// <param name="yardstick">What the arm looks at.</param>
    /// <returns>All that it asked for and where it ended, a line each.</returns>
    public static string Of(Arm arm, Plan plan, Yardstick yardstick)
    {
        ArgumentNullException.ThrowIfNull(arm);
        var rehearsal = new Rehearsal(plan);
        var end = arm.Run(new Bench(rehearsal, plan, yardstick, 1, CancellationToken.None));
        rehearsal.Note($"ends at {Key(end.Winner)} after {end.Trials}, {end.Epochs}, {end.ConfirmEpochs}, for {end.Length} by {end.Rule}");
        return string.Join('\n', rehearsal._notes.Prepend(arm.Name));
    }

    /// <summary>Notes something.</summary>
    /// <param name="what">What, with numbers as in every culture.</param>
    public void Note(FormattableString what) => _notes.Add(FormattableString.Invariant(what));

    /// <inheritdoc/>
    public Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        Note($"train {Key(recipe.Values)} with {recipe.Seed}");
        ImmutableArray<IntermediateValue> values = [.. Enumerable.Range(1, Epochs).Select(e => new IntermediateValue(e, Invented(recipe.Values, e)))];
        var metrics = ImmutableSortedDictionary.Create<string, ImmutableArray<IntermediateValue>>(StringComparer.Ordinal).Add(Curve.ValidationLoss, values);
        return Task.FromResult(new Curve(values, metrics, false));
    }

    /// <summary>Notes a search.</summary>
    /// <param name="tuned">The parameters with their ranges.</param>
    /// <param name="around">The values around.</param>
    /// <param name="by">By which sampler, and with how many trials.</param>
    /// <param name="options">The rest.</param>
    /// <returns>One of a few points between the ends of the ranges; told to whoever wants to hear of trials.</returns>
    public ArmEnd Search(IReadOnlyList<PlanParameter> tuned, ImmutableSortedDictionary<string, object?> around, string by, BenchSearch options)
    {
        ArgumentNullException.ThrowIfNull(tuned);
        ArgumentNullException.ThrowIfNull(options);
        Note($"search by {by} around {Key(around)}, pruner {options.Pruner} from {options.Warmup}, at most {options.MostEpochs} epochs");
        Note(BenchSpace.PlanOf(plan, tuned));
        var points = Enumerable.Range(0, Points).Select(i => tuned.Aggregate(around, (values, p) => At(values, p, i))).ToList();
        points.ForEach(options.OnTrial);
        var able = points.Where(options.MayWin).ToList();
        Note($"{able.Count} of {Points} points may win");
        var winner = able.OrderBy(v => Invented(v, 0)).FirstOrDefault(around);
        return new ArmEnd(winner, Points, Points * Epochs) { Seen = 0, Length = options.TunesLength ? 1 : null };
    }

    /// <summary>Notes the phases of a plan.</summary>
    /// <param name="of">The plan.</param>
    /// <param name="mostEpochs">After how many epochs no trial begins; null for no limit.</param>
    /// <returns>The values that the plan begins with; no phase for a rule to judge.</returns>
    public ReplayEnd Run(Plan of, int? mostEpochs)
    {
        Note($"phases, at most {mostEpochs} epochs");
        Note(of);
        return new ReplayEnd(new ArmEnd(DecisionBook.Empty.Tuned(of), Points, Epochs, Epochs), DecisionBook.Empty, []);
    }

    private void Note(Plan of) => _notes.AddRange(of.Phases.Select(p => $"{p.Name} {PlanHash.Of(of, DecisionBook.Empty, p)}"));

    // a parameter of a name of its own stands for the one that its role names
    private static ImmutableSortedDictionary<string, object?> At(ImmutableSortedDictionary<string, object?> values, PlanParameter parameter, int point)
    {
        var levels = GridExperiment.Levels(parameter, Points);
        var name = values.ContainsKey(parameter.Name) ? parameter.Name : parameter.Role;
        return values.ContainsKey(name) ? values.SetItem(name, Rounded(levels[point % levels.Length])) : values;
    }

    // the last digits of a power or a logarithm are not those of every machine
    private static object? Rounded(object? value) => value is double number
        ? double.Parse(number.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value;

    private static string Key(ImmutableSortedDictionary<string, object?> values) => Recipe.KeyOf(values.Select(v => KeyValuePair.Create(v.Key, Rounded(v.Value))), 0, false);

    private static double Invented(ImmutableSortedDictionary<string, object?> values, int epoch) =>
        (StableHash.Of(string.Create(CultureInfo.InvariantCulture, $"{Key(values)} {epoch}")) & 0xFFFFFF) / (double)0x1000000;
}
