using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>
/// Pulls trials of one study and evaluates them, one at a time, until the order is closed. What it runs is decided by
/// the study's <see cref="RoundOrder"/> alone, so that any number of workers may come and go.
/// </summary>
public sealed class WorkerLoop : IDisposable
{
    /// <summary>The study user attribute that names the round whose sampler had nothing left to try.</summary>
    public const string ExhaustedKey = "hyper:exhausted";

    private readonly IStorage _storage;
    private readonly WorkerOptions _options;
    private readonly SearchSpace _space;
    private readonly string _spaceJson;
    private readonly TrialRunner _runner;
    private readonly Study _study;
    private readonly TrialGuard _guard;
    private (string Json, RoundOrder Order, AskSettings Settings)? _current;
    private readonly TimeBudget _time;
    private readonly BatchSize _batch;
    private int _evaluated;
    private bool _wasRight;

    /// <summary>Initializes a new instance of the <see cref="WorkerLoop"/> class.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="options">Which study, and who works.</param>
    /// <param name="space">The space that the worker was compiled with.</param>
    /// <param name="runner">Evaluates trials.</param>
    /// <exception cref="HyperException">The study does not exist, or was made for another space.</exception>
    public WorkerLoop(IStorage storage, WorkerOptions options, SearchSpace space, ITrialRunner runner)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(runner);
        (_storage, _options, _space, _spaceJson) = (storage, options, space, SpaceJson.Write(space));
        _study = Study.Load(options.Study, new StudyOptions
        {
            Storage = storage,
            Space = space,
            Worker = options.Worker,
            Lease = options.Lease,
            MaxAttempts = options.MaxAttempts,
            Time = options.Time,
        });
        _runner = new TrialRunner(_study, runner.Evaluate);
        _guard = new TrialGuard(_study, options, Environment.Exit);
        _batch = new BatchSize(options.Log, text => _storage.SetStudyAttribute(_study.Record.Id, RoundOrder.BatchKey, PythonJson.Write(text)));
        _time = new TimeBudget(options.TimeLeft, options.Time);
        if (!FitsSpace(_study.Record))
        {
            throw new HyperException($"The study '{options.Study}' searches another space than this program was built with. Fetch the newest hyper.decisions.yaml, run dotnet hyper generate, and build again.");
        }
    }

    /// <summary>Works until the order is closed, the space changes, the time is up or the worker is due to be recycled.</summary>
    /// <param name="cancellation">Ends it early: a running trial is handed back.</param>
    /// <returns>Why it ended.</returns>
    public WorkerEnd Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (_storage.FindStudy(_options.Study) is not { } study)
            {
                return WorkerEnd.Closed;
            }

            var current = OrderOf(study, cancellation);
            if (EndOf(study, current?.Order) is { } end)
            {
                SweepCheckpoints();
                return end;
            }

            if (current is { } order)
            {
                RunOne(order, cancellation);
            }
            else
            {
                cancellation.WaitHandle.WaitOne(_options.Poll);
            }
        }

        return WorkerEnd.Interrupted;
    }

    /// <summary>Gives running trials back at once, for a process that must leave now.</summary>
    public void HandBack()
    {
        foreach (var trial in _study.Keeper.Running)
        {
            try
            {
                TrialEnd.HandBack(_study, trial);
            }
            catch (LeaseLostException)
            {
                // told or taken in the same moment: nothing is left to give back
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _guard.Dispose();
        _study.Dispose();
    }

    private void SweepCheckpoints()
    {
        if (_options.CheckpointFolder is { } folder)
        {
            TrialCheckpoints.Sweep(folder, _study.Trials);
        }
    }

    private WorkerEnd? EndOf(StudyRecord study, RoundOrder? order) => this switch
    {
        _ when order is { Closed: true } => WorkerEnd.Closed,
        _ when !FitsSpace(study) => WorkerEnd.SpaceChanged,
        _ when _evaluated >= _options.Recycle => WorkerEnd.Recycled,
        _ when _time.HasEnd && !_time.Fits(_study.Trials) => WorkerEnd.TimeUp,
        _ => null,
    };

    private bool FitsSpace(StudyRecord study) => !study.UserAttributes.TryGetValue(SpaceJson.AttributeKey, out var json) || json == _spaceJson;

    private (RoundOrder Order, AskSettings Settings)? OrderOf(StudyRecord study, CancellationToken cancellation)
    {
        if (!study.UserAttributes.TryGetValue(RoundOrder.AttributeKey, out var json))
        {
            return null;
        }

        if (_current?.Json != json)
        {
            var order = RoundOrderJson.Read(json);
            _current = (json, order, OrderSettings.Of(order, _space, _options, cancellation));
        }

        return (_current.Value.Order, _current.Value.Settings);
    }

    private void RunOne((RoundOrder Order, AskSettings Settings) current, CancellationToken cancellation)
    {
        if (_batch.IsFused(current.Order) ? !RunBatch(current, cancellation) : Next(current, null) is not { } trial || !Evaluate(trial, cancellation))
        {
            cancellation.WaitHandle.WaitOne(_options.Poll);
        }
    }

    private bool Evaluate(Trial trial, CancellationToken cancellation)
    {
        _wasRight |= _runner.Run(trial, cancellation) is { Trial: not null, Error: null };
        _evaluated++;
        return true;
    }

    private bool RunBatch((RoundOrder Order, AskSettings Settings) current, CancellationToken cancellation)
    {
        _wasRight = false;
        using var batch = _batch.Begin(current.Order, () => _study.MostAtOnce(current.Settings.Pruner));
        var evaluated = batch.Run(seat => Next(current, seat) is { } trial ? () => Evaluate(trial, cancellation) : null);
        if (evaluated > 0)
        {
            _batch.End(batch, _wasRight);
        }

        return evaluated > 0;
    }

    private Trial? Next((RoundOrder Order, AskSettings Settings) current, TrialSeat? seat)
    {
        var asked = _study.Ask(current.Settings, seat);
        if (asked.IsExhausted)
        {
            _storage.SetStudyAttribute(_study.Record.Id, ExhaustedKey, PythonJson.Write(current.Order.Round));
        }

        return asked.Trial;
    }
}
