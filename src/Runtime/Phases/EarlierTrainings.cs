using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Finds the trainings of an earlier phase that a phase's baseline would only repeat, in the search and in the confirm
/// round: the same values of all parameters, the same seed, epochs, plan, code and data.
/// </summary>
/// <param name="request">The phase; without a mark of code and data nothing is found.</param>
/// <param name="storage">Where studies lie.</param>
internal sealed class EarlierTrainings(PhaseRequest request, IStorage storage)
{
    // written with a study whose trials were not all trained by the same code
    private const string Mixed = "mixed";

    /// <summary>Notes with the study by which code its trials are trained.</summary>
    /// <param name="study">The study, as it was found or made.</param>
    /// <param name="isNew">True where it has no trials yet.</param>
    public void Mark(StudyRecord study, bool isNew)
    {
        var known = TrialAttributes.ReadText(study.UserAttributes, PhaseStudy.CodeAttribute);
        var mark = isNew || known == request.Code ? request.Code : Mixed;
        if (mark.Length > 0 && mark != known)
        {
            storage.SetStudyAttribute(study.Id, PhaseStudy.CodeAttribute, PythonJson.Write(mark));
        }
    }

    /// <summary>The baseline as a finished trial, taken over from the latest earlier phase that trained it.</summary>
    /// <param name="space">The phase's space.</param>
    /// <param name="now">When it is taken over.</param>
    /// <returns>The trial; null where the baseline has to be trained.</returns>
    public NewTrial? Baseline(PhaseSpace space, DateTime now)
    {
        if (request.Code.Length == 0 || Parameters(space) is not { } parameters)
        {
            return null;
        }

        return Alike()
            .Where(p => p.Search.Seed == request.Phase.Search.Seed)
            .Select(p => Find(p, space, PhaseTrials.IsSearch).FirstOrDefault())
            .OfType<FrozenTrial>()
            .Select(t => Copy(t, parameters, now))
            .FirstOrDefault();
    }

    /// <summary>The baseline's trainings with fresh seeds as finished trials, taken over from the latest earlier phase that has some.</summary>
    /// <param name="space">The phase's space.</param>
    /// <param name="now">When they are taken over.</param>
    /// <returns>The trials, one a seed, in the order of the seeds; empty where all have to be trained.</returns>
    public ImmutableArray<NewTrial> Retrainings(PhaseSpace space, DateTime now)
    {
        if (request.Code.Length == 0 || Parameters(space) is not { } parameters)
        {
            return [];
        }

        var trials = Alike()
            .Select(p => Find(p, space, t => !PhaseTrials.IsSearch(t) && ConfirmTrials.Seed(t.UserAttributes) >= ConfirmRound.FirstSeed).ToList())
            .FirstOrDefault(found => found.Count > 0, []);
        return [.. trials.DistinctBy(t => ConfirmTrials.Seed(t.UserAttributes)).OrderBy(t => ConfirmTrials.Seed(t.UserAttributes)).Select(t => Copy(t, parameters, now))];
    }

    // copies of copies name the training itself
    private static string SourceOf(string study, FrozenTrial trial) =>
        TrialAttributes.ReadText(trial.UserAttributes, TrialAttributes.Source) ?? string.Create(CultureInfo.InvariantCulture, $"{study} #{trial.Number}");

    private static NewTrial Copy(FrozenTrial trial, ImmutableDictionary<string, ParameterValue> parameters, DateTime now)
    {
        var attributes = TrialAttributes.None
            .Add(TrialAttributes.Round, PythonJson.Write(PhaseTrials.IsSearch(trial) ? RoundNames.Explore : TrialAttributes.ConfirmRound))
            .Add(TrialAttributes.Baseline, "true")
            .Add(TrialAttributes.Source, trial.UserAttributes[TrialAttributes.Source]);
        attributes = attributes.AddRange(trial.UserAttributes.Where(a => a.Key == TrialAttributes.Metrics || (a.Key == TrialAttributes.Seed && !PhaseTrials.IsSearch(trial))));
        return new NewTrial
        {
            State = TrialState.Complete,
            Parameters = parameters,
            Value = trial.Value,
            IntermediateValues = trial.IntermediateValues,
            UserAttributes = attributes,
            Start = now,
            End = now,
        };
    }

    private IEnumerable<PlanPhase> Alike() => request.Plan.Phases.TakeWhile(p => p.Name != request.Phase.Name).Reverse().Where(IsAlike);

    private bool IsAlike(PlanPhase phase) =>
        (phase.Epochs ?? request.Plan.Budget.Epochs) == (request.Phase.Epochs ?? request.Plan.Budget.Epochs)
        && request.Book.Current(phase.Name) is { State: DecisionState.Adopted or DecisionState.Kept } decision
        && decision.PlanHash == PlanHash.Of(request.Plan, request.Book, phase)
        && storage.FindStudy(decision.Study) is { } study
        && TrialAttributes.ReadText(study.UserAttributes, PhaseStudy.CodeAttribute) == request.Code;

    private IEnumerable<FrozenTrial> Find(PlanPhase phase, PhaseSpace wanted, Func<FrozenTrial, bool> isWanted)
    {
        var study = request.Book.Current(phase.Name)?.Study ?? string.Empty;
        var space = PhaseSpace.Of(request.Plan, request.Book, phase);
        return PhaseStudy.Read(storage, study)
            .Where(t => t is { State: TrialState.Complete, Value: { } value } && double.IsFinite(value) && isWanted(t)
                && AreEqual(space.Baseline.SetItems(FixedParameters.FrozenBy(space, t)), wanted.Baseline))
            .Select(t => t with { UserAttributes = t.UserAttributes.SetItem(TrialAttributes.Source, PythonJson.Write(SourceOf(study, t))) });
    }

    private static bool AreEqual(ImmutableSortedDictionary<string, object?> values, ImmutableSortedDictionary<string, object?> others) =>
        values.Count == others.Count && values.All(v => others.TryGetValue(v.Key, out var other) && Text(v.Value) == Text(other));

    // a file knows 64 and 64.0, a training does not care
    private static string Text(object? value) => value is long or int or double
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
        : PythonJson.Write(value);

    // null where a default lies outside of what the phase searches: the training then decides what becomes of it
    private static ImmutableDictionary<string, ParameterValue>? Parameters(PhaseSpace space)
    {
        var values = FixedParameters.Of(space, space.Baseline);
        var parameters = TrialParameters.None.ByName;
        foreach (var p in space.ToSearchSpace().Parameters.Where(p => values.ContainsKey(p.Name)))
        {
            var inner = p.Distribution.ToInternal(values[p.Name]);
            if (!p.Distribution.Contains(inner))
            {
                return null;
            }

            parameters = parameters.Add(p.Name, new ParameterValue(p.Distribution, inner));
        }

        return parameters;
    }
}
