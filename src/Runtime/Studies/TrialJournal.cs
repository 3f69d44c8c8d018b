using HyperScaffold.Storage;

namespace HyperScaffold.Studies;

/// <summary>The facts of one running trial that are not written yet.</summary>
/// <param name="lease">The trial's lease.</param>
internal sealed class TrialJournal(TrialLease lease)
{
    private readonly Lock _writing = new();
    private readonly Lock _gate = new();
    private List<TrialFact> _pending = [];

    /// <summary>Notes a fact.</summary>
    /// <param name="fact">The fact.</param>
    public void Add(TrialFact fact)
    {
        lock (_gate)
        {
            _pending.Add(fact);
        }
    }

    /// <summary>Writes the pending facts and these in one transaction; after an error the pending ones are kept.</summary>
    /// <param name="storage">Where to.</param>
    /// <param name="more">Facts that follow.</param>
    public void Write(IStorage storage, params IReadOnlyList<TrialFact> more)
    {
        lock (_writing)
        {
            var pending = Take();
            if (pending.Count + more.Count == 0)
            {
                return;
            }

            try
            {
                storage.Append(lease, [.. pending, .. more]);
            }
            catch
            {
                PutBack(pending);
                throw;
            }
        }
    }

    private List<TrialFact> Take()
    {
        lock (_gate)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    private void PutBack(List<TrialFact> facts)
    {
        lock (_gate)
        {
            _pending = [.. facts, .. _pending];
        }
    }
}
