using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>
/// One evaluation of an objective: it suggests values, takes reports and says whether to go on. Used by one thread at a
/// time.
/// </summary>
public sealed class Trial
{
    private static readonly bool[] Switch = [false, true];
    private readonly TrialScope _scope;
    private readonly TrialValues _values;
    private SortedDictionary<int, double>? _reports;
    private TrialContext? _context;
    private ImmutableDictionary<string, string> _userAttributes;
    private ImmutableDictionary<string, string> _systemAttributes;
    private bool _isControl;

    /// <summary>Initializes a new instance of the <see cref="Trial"/> class.</summary>
    /// <param name="claimed">The trial and its lease.</param>
    /// <param name="scope">The study around it.</param>
    internal Trial(ClaimedTrial claimed, TrialScope scope)
    {
        (Lease, _scope, _values) = (claimed.Lease, scope, new TrialValues(scope, claimed.Lease.Number));
        (_userAttributes, _systemAttributes) = (claimed.Trial.UserAttributes, claimed.Trial.SystemAttributes);
        Start = claimed.Trial.Start;
        Journal = new TrialJournal(claimed.Lease, _values);
    }

    /// <summary>Gets the number within the study, from 0.</summary>
    public int Number => Lease.Number;

    /// <summary>Gets what a training needs to know: epochs, seed, device, and where it logs metrics.</summary>
    public TrialContext Context => _context ??= _scope.Describe(Number, _userAttributes, StorageAttributes.Earlier(_systemAttributes) is [var first, ..] ? first : Number);

    /// <summary>Gets the values suggested so far, by name.</summary>
    public IReadOnlyDictionary<string, object?> Parameters => _values.Taken.ByName.ToDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal);

    /// <summary>Gets the user attributes: JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes => _userAttributes;

    /// <summary>Gets the round it belongs to; null in a plain study.</summary>
    public string? Round => TrialAttributes.ReadText(_userAttributes, TrialAttributes.Round);

    /// <summary>Gets the best value reported so far in the study's direction; NaN where none was, or all were NaN.</summary>
    public double BestReported => _reports is null ? double.NaN : _reports.Values.Where(v => !double.IsNaN(v)).Aggregate(double.NaN, Better);

    /// <summary>Gets the value reported at the highest step; NaN where none was.</summary>
    public double LastReported => _reports is null ? double.NaN : _reports.Last().Value;

    internal TrialSeat? Seat => _context?.Seat;

    internal TrialLease Lease { get; }

    internal TrialJournal Journal { get; }

    internal DateTime? Start { get; }

    internal Action<int, double>? Reported { get; set; }

    internal TimeSpan? Timeout => _scope.Timeout;

    internal string? CheckpointFile => _context?.CheckpointFile;

    internal double? TestScore => _context is { ScoreTest: true } asked ? asked.TestScore : null;

    internal IReadOnlyDictionary<string, ImmutableArray<IntermediateValue>>? Metrics => _context?.Metrics;

    internal string? PruneReason { get; private set; }

    internal TrialScope Scope => _scope;

    /// <summary>Suggests a real number.</summary>
    /// <param name="name">The parameter's name; the same name gives the same value again.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, included.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The distance of neighbouring values; null for any value.</param>
    /// <param name="disabled">The value outside the range that means "not used"; it adds the switch <c>use_NAME</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HyperException">The range breaks a rule, or the parameter was of another kind before.</exception>
    public double SuggestFloat(string name, double low, double high, bool log = false, double? step = null, double? disabled = null) =>
        SearchSpace.CanBeOff(name, disabled, low, high) && disabled is { } off && !IsUsed(name, () => new FloatDistribution(low, high, log, step)) ? off : _values.Float(name, low, high, log, step);

    /// <summary>Suggests a whole number.</summary>
    /// <param name="name">The parameter's name; the same name gives the same value again.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, included.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The distance of neighbouring values, at least 1.</param>
    /// <param name="disabled">The value outside the range that means "not used"; it adds the switch <c>use_NAME</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HyperException">The range breaks a rule, or the parameter was of another kind before.</exception>
    public int SuggestInt(string name, int low, int high, bool log = false, int step = 1, int? disabled = null) =>
        SearchSpace.CanBeOff(name, disabled, low, high) && disabled is { } off && !IsUsed(name, () => new IntDistribution(low, high, log, step)) ? off : (int)Math.Round(_values.Int(name, low, high, log, step));

    /// <summary>Suggests one of several choices.</summary>
    /// <typeparam name="T">The choices' type: a bool, a number, a text or an enum.</typeparam>
    /// <param name="name">The parameter's name; the same name gives the same value again.</param>
    /// <param name="choices">The choices; the same ones in the same order within a study.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="HyperException">The choices break a rule, or were others before.</exception>
    public T SuggestCategorical<T>(string name, IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[_values.Choice(name, choices)];
    }

    /// <summary>Reports a value of the objective on the way, usually after an epoch.</summary>
    /// <param name="value">The value; NaN and infinities are possible.</param>
    /// <param name="step">The step, at least 0; a step that was reported already is left as it is.</param>
    /// <exception cref="HyperException">The step is negative, or the trial was taken away.</exception>
    /// <exception cref="OperationCanceledException">The run or the trial is over; let it pass.</exception>
    public void Report(double value, int step)
    {
        if (step < 0)
        {
            throw new HyperException(string.Create(CultureInfo.InvariantCulture, $"A report's step must be at least 0, but got {step}. Count epochs from 1."));
        }

        RequireGoingOn();
        _reports ??= [];
        if (_reports.TryAdd(step, value))
        {
            Note(new TrialFact.Reported(new IntermediateValue(step, value)));
            Reported?.Invoke(step, value);
        }
    }

    /// <summary>
    /// Reports several metrics of one step: the one that the study names (<see cref="StudyOptions.Metric"/>) is the value
    /// that pruners judge by, the others are kept beside it.
    /// </summary>
    /// <param name="metrics">The values by name.</param>
    /// <param name="step">The step, at least 0.</param>
    /// <exception cref="HyperException">The study's metric is not among them, the step is negative, or the trial was taken away.</exception>
    /// <exception cref="OperationCanceledException">The run or the trial is over; let it pass.</exception>
    public void Report(IReadOnlyDictionary<string, double> metrics, int step)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (!metrics.TryGetValue(Context.Metric, out var value))
        {
            var given = metrics.Count == 0 ? "none" : string.Join(", ", metrics.Keys.Order(StringComparer.Ordinal));
            throw new HyperException($"A report must hold the study's metric '{Context.Metric}', but got {given}. Report it, or name another one in StudyOptions.Metric.");
        }

        Report(value, step);
        foreach (var (name, other) in metrics.Where(m => m.Key != Context.Metric))
        {
            Context.Log(step, name, other);
        }
    }

    /// <summary>Tells whether the trial should end now, by throwing a <see cref="TrialPrunedException"/>.</summary>
    /// <returns>True when the pruner gives it up.</returns>
    /// <exception cref="HyperException">The trial was taken away.</exception>
    /// <exception cref="OperationCanceledException">The run or the trial is over; let it pass.</exception>
    public bool ShouldPrune()
    {
        RequireGoingOn();
        if (_isControl || _reports is null || Round == TrialAttributes.ConfirmRound)
        {
            return false;
        }

        var decision = _scope.Judge(Snapshot(TrialState.Running));
        foreach (var (key, json) in decision.SystemAttributes)
        {
            _systemAttributes = _systemAttributes.SetItem(key, json);
            Note(new TrialFact.SystemAttributeSet(key, json));
        }

        if (decision.Prune && _scope.IsControl(Number))
        {
            _isControl = true;
            SetUserAttribute(TrialAttributes.PruneControl, true);
            return false;
        }

        PruneReason = decision.Prune ? decision.Reason : null;
        return decision.Prune;
    }

    /// <summary>Sets a user attribute.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Null, a bool, a number, a text, a list or a dictionary with text keys.</param>
    public void SetUserAttribute(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _scope.RequireHeld();
        var json = PythonJson.Write(value);
        _userAttributes = _userAttributes.SetItem(key, json);
        Note(new TrialFact.UserAttributeSet(key, json));
    }

    /// <summary>Takes over what an earlier process suggested and reported.</summary>
    /// <param name="known">The trial as the storage has it.</param>
    internal void Restore(FrozenTrial known)
    {
        _values.Restore(known.Parameters);
        Journal.SkipParameters();
        foreach (var report in known.IntermediateValues)
        {
            (_reports ??= [])[report.Step] = report.Value;
        }
    }

    /// <summary>Suggests every parameter of a space that exists; parents stand before what depends on them.</summary>
    /// <param name="space">The space.</param>
    internal void SuggestAll(SearchSpace space)
    {
        var chosen = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters.Where(p => p.IsActive(chosen)))
        {
            chosen[parameter.Name] = _values.Any(parameter.Name, parameter.Distribution);
        }
    }

    /// <summary>The trial's facts now.</summary>
    /// <param name="state">The state to show.</param>
    /// <param name="value">The value to show.</param>
    /// <param name="attributes">User attributes that it gets as it ends.</param>
    /// <param name="end">When it ended; null while it runs.</param>
    /// <returns>The facts.</returns>
    internal FrozenTrial Snapshot(TrialState state, double? value = null, IReadOnlyList<TrialFact.UserAttributeSet>? attributes = null, DateTime? end = null) => new()
    {
        Id = Lease.TrialId,
        Number = Number,
        State = state,
        Value = value,
        Chosen = _values.Taken,
        IntermediateValues = _reports is null ? [] : [.. _reports.Select(r => new IntermediateValue(r.Key, r.Value))],
        UserAttributes = attributes is null or [] ? _userAttributes : _userAttributes.SetItems(attributes.Select(a => KeyValuePair.Create(a.Key, a.Json))),
        SystemAttributes = _systemAttributes,
        Start = Start,
        End = end,
    };

    // where the objective itself never looks at its token, this ends it at the next epoch
    private void RequireGoingOn()
    {
        _scope.RequireHeld();
        _scope.RequireTime();
    }

    private bool IsUsed(string name, Func<Distribution> distribution)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _scope.Switch(name, distribution);
        return _values.Choice(SearchSpace.SwitchPrefix + name, Switch) == 1;
    }

    private double Better(double best, double value) => double.IsNaN(best) || StudyBest.IsBetter(value, best, _scope.Direction) ? value : best;

    private void Note(TrialFact fact)
    {
        Journal.Add(fact);
        _scope.FlushSoon();
    }
}
