using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Tests.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Guidance;

/// <summary>A phase whose trials are written down one by one, where the edge of a rule is to be met exactly.</summary>
internal sealed class PhaseSketch(Plan plan)
{
    private readonly List<FrozenTrial> _trials = [];

    public PhaseSketch()
        : this(PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()))
    {
    }

    /// <summary>Adds a trial with a learning rate; the first is the baseline.</summary>
    public PhaseSketch Rate(double rate, double? value, TrialState state = TrialState.Complete, string? reason = null, string round = "explore") =>
        Add(new() { ["learning_rate"] = new ParameterValue(new FloatDistribution(1e-5, 1, log: true), rate) }, value is { } v ? [v] : [], (state, reason, round));

    /// <summary>Adds a trial.</summary>
    public PhaseSketch Add(Dictionary<string, ParameterValue> parameters, IReadOnlyList<double> curve, (TrialState State, string? Reason, string Round)? end = null, string? metrics = null)
    {
        var (state, reason, round) = end ?? (TrialState.Complete, null, "explore");
        var attributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(TrialAttributes.Round, PythonJson.Write(round));
        attributes = _trials.Count == 0 ? attributes.Add(TrialAttributes.Baseline, "true") : attributes;
        attributes = reason is null ? attributes : attributes.Add(TrialAttributes.Reason, PythonJson.Write(reason));
        attributes = metrics is null ? attributes : attributes.Add(TrialAttributes.Metrics, metrics);
        _trials.Add(new FrozenTrial
        {
            Id = _trials.Count + 1,
            Number = _trials.Count,
            State = state,
            Value = state == TrialState.Fail || curve.Count == 0 ? null : state == TrialState.Pruned ? curve[^1] : curve.Max(),
            Parameters = parameters.ToImmutableDictionary(StringComparer.Ordinal),
            IntermediateValues = [.. curve.Select((v, i) => new IntermediateValue(i + 1, v))],
            UserAttributes = attributes,
        });
        return this;
    }

    /// <summary>Adds the confirm trials of a search trial.</summary>
    public PhaseSketch Confirm(int trial, params double[] values)
    {
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
        {
            var search = _trials[trial];
            var attributes = search.UserAttributes
                .SetItem(TrialAttributes.Round, PythonJson.Write(TrialAttributes.ConfirmRound))
                .SetItem(TrialAttributes.Seed, (1000 + i).ToString(CultureInfo.InvariantCulture))
                .SetItem("hyper:candidate", trial.ToString(CultureInfo.InvariantCulture));
            _trials.Add(search with { Id = _trials.Count + 1, Number = _trials.Count, Value = value, IntermediateValues = [new IntermediateValue(1, value)], UserAttributes = attributes });
        }

        return this;
    }

    /// <summary>Ends the phase with a verdict.</summary>
    public FinishedPhase End(DecisionState state = DecisionState.Kept, DecisionEvidence? evidence = null)
    {
        var phase = plan.Phases[0];
        var decision = new Decision { Phase = phase.Name, Study = "sketch", State = state, Evidence = evidence ?? new DecisionEvidence { Trials = _trials.Count, Baseline = _trials[0].Value } };
        return FinishedPhase.Of(plan, DecisionBook.Empty.With(decision), phase, _trials);
    }

    /// <summary>Asks one rule.</summary>
    public static IReadOnlyList<Finding> Ask(string code, FinishedPhase phase) => [.. RuleBook.FindPhase(code)!.Check(phase)];
}
