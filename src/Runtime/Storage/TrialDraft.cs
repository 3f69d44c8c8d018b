using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A trial in memory that facts are applied to.</summary>
/// <param name="facts">What is known at first.</param>
internal sealed class TrialDraft(FrozenTrial facts)
{
    private FrozenTrial _facts = facts;

    // reports since the facts were made, by step; a report costs no copy of all earlier ones
    private SortedDictionary<int, double>? _reports;
    private bool _changed;

    /// <summary>Gets the number within the study.</summary>
    public int Number => _facts.Number;

    /// <summary>Gets where it stands.</summary>
    public TrialState State => _facts.State;

    /// <summary>Gets or sets the lease, where one holds the trial.</summary>
    public MemoryLease? Lease { get; set; }

    /// <summary>Gets or sets the facts now.</summary>
    public FrozenTrial Facts
    {
        get
        {
            if (_changed)
            {
                _facts = _facts with { IntermediateValues = Reports() };
                _changed = false;
            }

            return _facts;
        }

        set => (_facts, _reports, _changed) = (value, null, false);
    }

    /// <summary>Applies facts.</summary>
    /// <param name="facts">What happened.</param>
    /// <param name="now">The time in UTC.</param>
    public void Apply(IReadOnlyList<TrialFact> facts, DateTime now)
    {
        // the usual end of a trial in one copy
        if (facts is [TrialFact.ParametersSet p, TrialFact.Ended e])
        {
            _facts = _facts with { Chosen = p.Parameters, State = e.State, Value = e.Value, End = now, IntermediateValues = _changed ? Reports() : _facts.IntermediateValues };
            (_reports, _changed, Lease) = (null, false, null);
            return;
        }

        for (var i = 0; i < facts.Count; i++)
        {
            Apply(facts[i], now);
        }
    }

    /// <summary>Applies a fact.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="now">The time in UTC.</param>
    public void Apply(TrialFact fact, DateTime now)
    {
        switch (fact)
        {
            case TrialFact.ParametersSet p:
                _facts = _facts with { Chosen = p.Parameters };
                break;
            case TrialFact.ParameterSet p:
                _facts = _facts with { Parameters = _facts.Parameters.SetItem(p.Name, p.Value) };
                break;
            case TrialFact.Reported r:
                Report(r.Report);
                break;
            case TrialFact.UserAttributeSet a:
                _facts = _facts with { UserAttributes = _facts.UserAttributes.SetItem(a.Key, a.Json) };
                break;
            case TrialFact.SystemAttributeSet a:
                _facts = _facts with { SystemAttributes = _facts.SystemAttributes.SetItem(a.Key, a.Json) };
                break;
            case TrialFact.Ended e:
                Facts = Facts with { State = e.State, Value = e.Value, End = now };
                Lease = null;
                break;
            case TrialFact.HandedBack:
                Facts = StorageAttributes.HandBack(Facts);
                Lease = null;
                break;
        }
    }

    private void Report(IntermediateValue report)
    {
        if (_reports is null)
        {
            _reports = [];
            foreach (var known in _facts.IntermediateValues)
            {
                _reports[known.Step] = known.Value;
            }
        }

        _reports[report.Step] = report.Value;
        _changed = true;
    }

    private ImmutableArray<IntermediateValue> Reports() => [.. _reports!.Select(r => new IntermediateValue(r.Key, r.Value))];
}
