using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// Reads trials with all that belongs to them: first the trials, then their parts. No transaction is needed around the
/// two, because what a finished trial has never changes, and an unfinished one is read again.
/// </summary>
/// <param name="dialect">The dialect.</param>
internal sealed class TrialReader(Dialect dialect)
{
    private const int AtOnce = 256;
    private const int Near = 4;

    private readonly string _heads =
        $"SELECT t.trial_id, t.number, CAST(t.state AS VARCHAR(8)), {dialect.TimeText("t.datetime_start")}, {dialect.TimeText("t.datetime_complete")} FROM trials t WHERE t.number IS NOT NULL AND ";

    private readonly string _partsBetween = TrialTexts.Parts("WHERE x.trial_id BETWEEN @p0 AND @p1");
    private readonly string _partsInStudy = TrialTexts.Parts($"JOIN trials t ON t.trial_id = x.trial_id WHERE {TrialTexts.InStudy}");
    private readonly string _together = TrialTexts.Together(dialect);
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);
    private readonly TrialRowTaker _rows = new();
    private readonly Lock _gate = new();

    /// <summary>Reads what changed since a cursor.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="cursor">The cursor.</param>
    /// <returns>The changes.</returns>
    public StudyChanges Since(Session session, long studyId, StudyCursor cursor)
    {
        lock (_gate)
        {
            if (dialect.ReadsTogether && cursor.NextId > 0)
            {
                return ReadTogether(session, studyId, cursor);
            }

            var found = new Dictionary<long, TrialRows>();
            var unfinished = cursor.Unfinished.Chunk(AtOnce).ToList();
            if (!ReadRecent(session, found, studyId, cursor))
            {
                ReadHeads(session, found, TrialTexts.InStudy, [studyId, cursor.NextId], unfinished.Count == 1 ? unfinished[0] : []);
            }

            var added = found.Keys.ToList();
            var isLarge = added.Count > AtOnce * 2;
            if (isLarge)
            {
                session.Query(_partsInStudy, row => _rows.TakePart(found, row), studyId, cursor.NextId);
            }

            if (unfinished.Count > 1)
            {
                unfinished.ForEach(ids => ReadHeads(session, found, null, [], ids));
            }

            ReadParts(session, found, isLarge ? cursor.Unfinished : found.Keys);
            return Changes(cursor, found);
        }
    }

    /// <summary>Reads one trial.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="trialId">The trial.</param>
    /// <returns>The trial.</returns>
    public FrozenTrial One(Session session, long trialId)
    {
        lock (_gate)
        {
            var found = new Dictionary<long, TrialRows>();
            ReadHeads(session, found, null, [], [trialId]);
            ReadParts(session, found, [trialId]);
            return found[trialId].Build();
        }
    }

    private static StudyChanges Changes(StudyCursor cursor, Dictionary<long, TrialRows> found)
    {
        var changed = found.Values.Select(t => t.Build()).OrderBy(t => t.Number).ToList();
        return new StudyChanges(changed, StorageErrors.Next(cursor, changed));
    }

    private StudyChanges ReadTogether(Session session, long studyId, StudyCursor cursor)
    {
        var found = new Dictionary<long, TrialRows>();
        var (from, unfinished) = (cursor.NextId, cursor.Unfinished);
        while (true)
        {
            var before = found.Count;
            session.Query(
                _together,
                row => _rows.TakeAny(found, row),
                studyId,
                from,
                unfinished.ToArray());
            if (found.Count - before < TrialTexts.MostTogether)
            {
                return Changes(cursor, found);
            }

            (from, unfinished) = (Math.Max(from, found.Keys.Max() + 1), []);
        }
    }

    // what runs is mostly among the last: then one range holds it and what is new, and some that are known
    private bool ReadRecent(Session session, Dictionary<long, TrialRows> found, long studyId, StudyCursor cursor)
    {
        var running = cursor.Unfinished;
        if (running.Length is 0 or > AtOnce || cursor.NextId - running.Min() > Near * (running.Length + Near))
        {
            return false;
        }

        session.Query(_heads + TrialTexts.InStudy, row => (row.GetInt64(0) >= cursor.NextId || running.Contains(row.GetInt64(0))) && TrialRowTaker.TakeHead(found, row), studyId, running.Min());
        return true;
    }

    // one query finds what is new, and where it stands what was not finished
    private void ReadHeads(Session session, Dictionary<long, TrialRows> found, string? filter, object?[] values, long[] ids)
    {
        if (ids.Length == 0)
        {
            session.Query(_heads + filter, row => TrialRowTaker.TakeHead(found, row), values);
            return;
        }

        var some = dialect.Among(ids, values.Length);
        var both = filter is null ? _heads + "t.trial_id " + some.Sql : $"{_heads}{filter} UNION ALL {_heads}t.trial_id {some.Sql}";
        session.Query(both, row => TrialRowTaker.TakeHead(found, row), [.. values, .. some.Values]);
    }

    private void ReadParts(Session session, Dictionary<long, TrialRows> found, IEnumerable<long> ids)
    {
        foreach (var chunk in ids.Order().Chunk(AtOnce))
        {
            var (first, last) = (chunk[0], chunk[^1]);
            if (last - first < Near * (chunk.Length + Near))
            {
                session.Query(_partsBetween, row => _rows.TakePart(found, row), first, last);
                continue;
            }

            var some = dialect.Among(chunk, 0);
            if (!_parts.TryGetValue(some.Sql, out var query))
            {
                _parts[some.Sql] = query = TrialTexts.Parts("WHERE x.trial_id " + some.Sql);
            }

            session.Query(query, row => _rows.TakePart(found, row), some.Values);
        }
    }
}
