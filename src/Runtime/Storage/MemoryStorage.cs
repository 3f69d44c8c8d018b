using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>Keeps studies in this process's memory: for tests, simulations and studies that need not last. Thread-safe.</summary>
/// <param name="time">The clock for time stamps and leases; null means the system's.</param>
public sealed class MemoryStorage(TimeProvider? time = null) : IStorage
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, MemoryStudy> _studies = [];
    private readonly MemoryTrials _trials = new();
    private long _lastStudy;

    /// <inheritdoc/>
    public string DisplayUrl => "memory:";

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <inheritdoc/>
    public StudyRecord CreateStudy(string name, StudyDirection direction)
    {
        StorageErrors.CheckStudyName(name);
        lock (_gate)
        {
            if (_studies.Values.Any(s => s.Record.Name == name))
            {
                throw StorageErrors.StudyExists(name, DisplayUrl);
            }

            var record = new StudyRecord(++_lastStudy, name, direction, TrialAttributes.None, TrialAttributes.None);
            _studies[record.Id] = new MemoryStudy(record);
            return record;
        }
    }

    /// <inheritdoc/>
    public StudyRecord? FindStudy(string name)
    {
        lock (_gate)
        {
            return _studies.Values.FirstOrDefault(s => s.Record.Name == name)?.Record;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<StudyRecord> ListStudies()
    {
        lock (_gate)
        {
            return [.. _studies.Values.Select(s => s.Record).OrderBy(r => r.Name, StringComparer.Ordinal)];
        }
    }

    /// <inheritdoc/>
    public void DeleteStudy(long studyId)
    {
        lock (_gate)
        {
            Study(studyId).Trials.ForEach(_trials.Remove);
            _studies.Remove(studyId);
        }
    }

    /// <inheritdoc/>
    public void SetStudyAttribute(long studyId, string key, string? json, bool system = false)
    {
        lock (_gate)
        {
            var study = Study(studyId);
            ImmutableDictionary<string, string> Changed(ImmutableDictionary<string, string> old) => json is null ? old.Remove(key) : old.SetItem(key, json);
            study.Record = system
                ? study.Record with { SystemAttributes = Changed(study.Record.SystemAttributes) }
                : study.Record with { UserAttributes = Changed(study.Record.UserAttributes) };
        }
    }

    /// <inheritdoc/>
    public int Add(long studyId, NewTrial trial)
    {
        StorageErrors.CheckNew(trial);
        lock (_gate)
        {
            return _trials.Insert(Study(studyId), trial, Now).Number;
        }
    }

    /// <inheritdoc/>
    public ClaimedTrial? Claim(long studyId, ClaimRequest claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        lock (_gate)
        {
            var study = Study(studyId);
            if (study.Dequeue() is not { } draft)
            {
                return null;
            }

            var now = Now;
            draft.Facts = draft.Facts with { State = TrialState.Running, Start = now };
            return _trials.Hold(study, draft, claim, now);
        }
    }

    /// <inheritdoc/>
    public ClaimedTrial? Create(long studyId, ClaimRequest claim, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        lock (_gate)
        {
            var study = Study(studyId);
            if ((claim.QueueSeen is { } seen && study.IsQueued(seen)) || (limit <= study.Trials.Count && limit <= study.Count(claim.CountedRound)))
            {
                return null;
            }

            var now = Now;
            return _trials.Hold(study, _trials.Insert(study, StorageErrors.Running(claim), now), claim, now);
        }
    }

    /// <inheritdoc/>
    public ClaimedTrial? Held(long studyId, int number, string worker)
    {
        lock (_gate)
        {
            var draft = Study(studyId).Leased.FirstOrDefault(t => t.Number == number);
            return draft?.Lease is { } held && held.Worker == worker ? new ClaimedTrial(draft.Facts, held.Lease) : null;
        }
    }

    /// <inheritdoc/>
    public void Append(TrialLease lease, IReadOnlyList<TrialFact> facts)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(facts);
        lock (_gate)
        {
            _trials.Append(lease, facts, Now);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrialLease> Beat(IReadOnlyList<TrialLease> leases, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(leases);
        lock (_gate)
        {
            return _trials.Beat(leases, Now + duration);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Reap(long studyId, string? worker, int maxAttempts, string? detail = null)
    {
        lock (_gate)
        {
            var study = Study(studyId);
            if (study.Leased.Count == 0)
            {
                return [];
            }

            var now = Now;
            var dead = study.Leased.Where(t => worker is null ? t.Lease?.Until < now : t.Lease?.Worker == worker).OrderBy(t => t.Number).ToList();
            foreach (var draft in dead)
            {
                _trials.Lose(study, draft, maxAttempts, StorageAttributes.Loss(detail), Now);
            }

            return [.. dead.Select(d => d.Facts.Number)];
        }
    }

    /// <inheritdoc/>
    public StudyChanges Read(long studyId, StudyCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        lock (_gate)
        {
            return _trials.Since(Study(studyId), cursor);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private MemoryStudy Study(long id) => _studies.TryGetValue(id, out var study)
        ? study
        : throw StorageErrors.NoStudy(id.ToString(CultureInfo.InvariantCulture), DisplayUrl);
}
