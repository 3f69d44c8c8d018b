using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// Trains recipes as queued trials of one study, by the project's own workers. A recipe that the study already holds is not
/// trained again, neither in this run nor in a later one.
/// </summary>
internal sealed class TrainingQueue : ITrainings, IAsyncDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private readonly IStorage _storage;
    private readonly StudyRecord _study;
    private readonly IRoundExecutor _executor;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Curve>> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly CancellationTokenSource _ending;
    private readonly Lock _reading = new();
    private readonly List<Recipe> _gathered = [];
    private readonly string _fuse;
    private readonly Task _pump;
    private bool _isRunning;
    private StudyCursor _cursor = StudyCursor.Start;
    private int _trained;
    private HyperException? _fault;

    /// <summary>Initializes a new instance of the <see cref="TrainingQueue"/> class.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="executor">Runs its trials.</param>
    /// <param name="length">How many epochs a trial trains, and how many trials a worker trains as one batch, as in the plan.</param>
    /// <param name="cancellation">Ends the trainings; what is finished is kept.</param>
    public TrainingQueue(IStorage storage, StudyRecord study, IRoundExecutor executor, (int Epochs, string Fuse) length, CancellationToken cancellation)
    {
        (_storage, _study, _executor, (Epochs, _fuse)) = (storage, study, executor, length);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Collect();
        Recalled = _trained;
        _trained = 0;
        if (_known.Values.Any(k => !k.Task.IsCompleted))
        {
            _wanted.Release();
        }

        _pump = PumpAsync();
    }

    /// <inheritdoc/>
    public int Epochs { get; }

    /// <summary>Gets how many finished trainings the study held at the start.</summary>
    public int Recalled { get; }

    /// <summary>Gets how many trainings finished since.</summary>
    public int Trained => _trained;

    /// <inheritdoc/>
    public async Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var source = new TaskCompletionSource<Curve>(TaskCreationOptions.RunContinuationsAsynchronously);
        var known = _known.GetOrAdd(recipe.Key, source);
        if (known == source)
        {
            Enqueue(recipe);
        }

        await Task.WhenAny(known.Task, _pump).WaitAsync(cancellation).ConfigureAwait(false);
        if (!known.Task.IsCompleted)
        {
            throw _fault is null ? new OperationCanceledException(cancellation) : new HyperException(_fault.Message, _fault);
        }

        return await known.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
        _ending.Dispose();
        _wanted.Dispose();
    }

    private void Enqueue(Recipe recipe)
    {
        lock (_gathered)
        {
            if (_isRunning)
            {
                _storage.Add(_study.Id, Waiting(recipe));
            }
            else
            {
                _gathered.Add(recipe);
            }
        }

        _wanted.Release();
    }

    // models of one shape train as one batch, so they are queued next to each other
    private void Begin()
    {
        lock (_gathered)
        {
            foreach (var recipe in _gathered.OrderBy(r => r.Shape, StringComparer.Ordinal))
            {
                _storage.Add(_study.Id, Waiting(recipe));
            }

            _gathered.Clear();
            _isRunning = true;
        }
    }

    private void End()
    {
        lock (_gathered)
        {
            _isRunning = false;
        }
    }

    private static NewTrial Waiting(Recipe recipe) => new()
    {
        State = TrialState.Waiting,
        UserAttributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add(TrialAttributes.Round, PythonJson.Write(TrialAttributes.ConfirmRound))
            .Add(TrialAttributes.Seed, recipe.Seed.ToString(CultureInfo.InvariantCulture))
            .Add(TrialAttributes.ScoreTest, recipe.ScoresTest ? "true" : "false"),
        SystemAttributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add(TrialAttributes.FixedParameters, PythonJson.Write(recipe.Values)),
    };

    private async Task PumpAsync()
    {
        var order = new RoundOrder { Round = TrialAttributes.ConfirmRound, Trials = 0, Epochs = Epochs, Pruner = "none", Sampler = "random", Fuse = _fuse };
        try
        {
            while (true)
            {
                await _wanted.WaitAsync(_ending.Token).ConfigureAwait(false);
                await Task.Delay(Gathering, _ending.Token).ConfigureAwait(false);
                while (await _wanted.WaitAsync(0, _ending.Token).ConfigureAwait(false))
                {
                    // one run takes all that waits
                }

                Begin();
                await _executor.RunAsync(_storage, _study, order, new Watch(Collect), _ending.Token).ConfigureAwait(false);
                End();
                Collect();
            }
        }
        catch (OperationCanceledException)
        {
            // who waits is told by its own token
        }
        catch (HyperException e)
        {
            _fault = e;
        }
    }

    private void Collect()
    {
        lock (_reading)
        {
            var changes = _storage.Read(_study.Id, _cursor);
            _cursor = changes.Cursor;
            foreach (var trial in changes.Trials)
            {
                Take(trial);
            }
        }
    }

    private void Take(FrozenTrial trial)
    {
        var values = PythonJson.ReadObject(trial.SystemAttributes.GetValueOrDefault(TrialAttributes.FixedParameters));
        var seed = long.Parse(trial.UserAttributes.GetValueOrDefault(TrialAttributes.Seed, "0"), CultureInfo.InvariantCulture);
        var source = _known.GetOrAdd(Recipe.KeyOf(values, seed, trial.UserAttributes.GetValueOrDefault(TrialAttributes.ScoreTest) == "true"), _ => new TaskCompletionSource<Curve>(TaskCreationOptions.RunContinuationsAsynchronously));
        switch (trial.State)
        {
            case TrialState.Complete:
            case TrialState.Fail when Curve.IsDivergence(trial):
                _trained += source.TrySetResult(Curve.Of(trial)) ? 1 : 0;
                break;
            case TrialState.Fail when !trial.SystemAttributes.ContainsKey(StorageAttributes.Retried):
                source.TrySetException(new HyperException($"A training of the experiment failed: {trial.Reason}. Mend the training, and run the command again."));
                break;
        }
    }

    private sealed class Watch(Action look) : IProgress<RoundProgress>
    {
        public void Report(RoundProgress value) => look();
    }
}
