using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A trial in memory that facts are applied to.</summary>
internal sealed class TrialDraft
{
    private readonly SortedDictionary<int, double> _reports = [];
    private FrozenTrial _facts;
    private bool _changed;

    /// <summary>Initializes a new instance of the <see cref="TrialDraft"/> class.</summary>
    /// <param name="facts">What is known at first.</param>
    public TrialDraft(FrozenTrial facts)
    {
        _facts = facts;
        Restart(facts.IntermediateValues);
    }

    /// <summary>Gets or sets the lease, where one holds the trial.</summary>
    public MemoryLease? Lease { get; set; }

    /// <summary>Gets or sets the facts now.</summary>
    public FrozenTrial Facts
    {
        get
        {
            if (_changed)
            {
                _facts = _facts with { IntermediateValues = [.. _reports.Select(r => new IntermediateValue(r.Key, r.Value))] };
                _changed = false;
            }

            return _facts;
        }

        set
        {
            _facts = value;
            Restart(value.IntermediateValues);
        }
    }

    /// <summary>Applies a fact.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="now">The time in UTC.</param>
    public void Apply(TrialFact fact, DateTime now)
    {
        switch (fact)
        {
            case TrialFact.ParameterSet p:
                _facts = _facts with { Parameters = _facts.Parameters.SetItem(p.Name, p.Value) };
                break;
            case TrialFact.Reported r:
                _reports[r.Report.Step] = r.Report.Value;
                _changed = true;
                break;
            case TrialFact.UserAttributeSet a:
                _facts = _facts with { UserAttributes = _facts.UserAttributes.SetItem(a.Key, a.Json) };
                break;
            case TrialFact.SystemAttributeSet a:
                _facts = _facts with { SystemAttributes = _facts.SystemAttributes.SetItem(a.Key, a.Json) };
                break;
            case TrialFact.Ended e:
                _facts = Facts with { State = e.State, Value = e.Value, End = now };
                Lease = null;
                break;
            case TrialFact.HandedBack:
                Facts = StorageAttributes.HandBack(Facts);
                Lease = null;
                break;
        }
    }

    private void Restart(ImmutableArray<IntermediateValue> reports)
    {
        _reports.Clear();
        foreach (var report in reports)
        {
            _reports[report.Step] = report.Value;
        }

        _changed = false;
    }
}
