using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Analysis;

/// <summary>Builds finished trials one after another; each takes the next number.</summary>
internal sealed class StudyBuilder
{
    private readonly List<FrozenTrial> _trials = [];

    public IReadOnlyList<FrozenTrial> Trials => _trials;

    public StudyBuilder Complete(double value, params (string Name, Distribution Distribution, double Internal)[] parameters) =>
        Add(TrialState.Complete, value, parameters);

    public StudyBuilder Add(TrialState state, double? value, params (string Name, Distribution Distribution, double Internal)[] parameters)
    {
        var trial = new FrozenTrial { Id = _trials.Count + 100, Number = _trials.Count, State = state, Value = value };
        foreach (var (name, distribution, number) in parameters)
        {
            trial = trial with { Parameters = trial.Parameters.SetItem(name, new ParameterValue(distribution, number)) };
        }

        _trials.Add(trial);
        return this;
    }

    public StudyBuilder Last(Func<FrozenTrial, FrozenTrial> change)
    {
        _trials[^1] = change(_trials[^1]);
        return this;
    }

    public StudyBuilder LastIsConfirm() => Last(t => t with { UserAttributes = t.UserAttributes.SetItem(TrialAttributes.Round, "\"confirm\"") });
}
