using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>The facts of one running trial that are not written yet.</summary>
/// <param name="lease">The trial's lease.</param>
/// <param name="values">The trial's parameters, which are facts too.</param>
internal sealed class TrialJournal(TrialLease lease, TrialValues values)
{
    private readonly Lock _writing = new();
    private readonly Lock _gate = new();
    private List<TrialFact>? _pending;
    private int _written;

    /// <summary>Notes a fact.</summary>
    /// <param name="fact">The fact.</param>
    public void Add(TrialFact fact)
    {
        lock (_gate)
        {
            (_pending ??= []).Add(fact);
        }
    }

    /// <summary>Notes that the parameters so far are written already.</summary>
    public void SkipParameters() => _written = values.Count;

    /// <summary>Writes the pending facts and these in one transaction; after an error the pending ones are kept.</summary>
    /// <param name="storage">Where to.</param>
    /// <param name="more">Facts that follow.</param>
    public void Write(IStorage storage, params IReadOnlyList<TrialFact> more)
    {
        lock (_writing)
        {
            var pending = Take();
            var parameters = values.Taken;
            var facts = Facts(storage, parameters, pending, more);
            if (facts.Length == 0)
            {
                return;
            }

            try
            {
                storage.Append(lease, facts);
                _written = parameters.Count;
            }
            catch
            {
                PutBack(pending);
                throw;
            }
        }
    }

    // a storage in memory takes the parameters as they are; others, which may be anybody's, take those that are new one by one
    private TrialFact[] Facts(IStorage storage, TrialParameters parameters, List<TrialFact>? pending, IReadOnlyList<TrialFact> more)
    {
        var (whole, fresh) = (storage is MemoryStorage, parameters.Count - _written);
        var facts = new TrialFact[(whole ? Math.Min(1, fresh) : fresh) + (pending?.Count ?? 0) + more.Count];
        var at = 0;
        if (whole && fresh > 0)
        {
            facts[at++] = new TrialFact.ParametersSet(parameters);
        }

        for (var i = whole ? parameters.Count : _written; i < parameters.Count; i++)
        {
            facts[at++] = new TrialFact.ParameterSet(parameters.Layout.NameAt(i), new ParameterValue(parameters.Layout.DistributionAt(i), parameters.ValueAt(i)));
        }

        pending?.CopyTo(facts, at);
        at += pending?.Count ?? 0;
        for (var i = 0; i < more.Count; i++)
        {
            facts[at++] = more[i];
        }

        return facts;
    }

    private List<TrialFact>? Take()
    {
        lock (_gate)
        {
            return Interlocked.Exchange(ref _pending, null);
        }
    }

    private void PutBack(List<TrialFact>? facts)
    {
        lock (_gate)
        {
            _pending = [.. facts ?? [], .. _pending ?? []];
        }
    }
}
