using HyperScaffold.Studies;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Schedules;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>One model on its way through the epochs: it owns the weights, the optimizer's memory and the step.</summary>
internal sealed class TrainingRun : ITraining
{
    private readonly DataSplit _data;
    private readonly DataSplit _given;
    private readonly Loader? _loader;
    private readonly Device _place;
    private readonly TrainerOptions _options;
    private readonly TrialContext _context;
    private readonly optim.Optimizer _optimizer;
    private readonly ISchedule _schedule;
    private readonly WeightAverage? _average;
    private readonly MixedPrecision _precision;
    private double _normSum;

    internal TrainingRun(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context)
    {
        var place = device(context.Device);
        (_options, _context, _given, _place) = (options, context, data, place);
        _data = data.To(place, options.Streams);
        _loader = options.Streams ? options.CreateLoader(_data.Train, context.Seed, context.Device) : null;
        manual_seed(context.Seed);
        Model = model();
        Model.MoveTo(place, null);
        _optimizer = options.CreateOptimizer(Model.parameters());
        _schedule = options.CreateSchedule();
        _precision = new MixedPrecision(options.Precision, place.type, Model.parameters());
        _average = options.EmaDecay > 0 ? new WeightAverage(Model.parameters(), options.EmaDecay) : null;
        Pace = new CheckpointPace(options.CheckpointSeconds, options.Time);
        var batches = (_data.Train.Count + options.BatchSize - 1) / options.BatchSize;
        StepsPerEpoch = (batches + options.AccumulationSteps - 1) / options.AccumulationSteps;
    }

    /// <summary>Gets the model, in training.</summary>
    internal nn.Module<Tensor, Tensor> Model { get; }

    /// <inheritdoc/>
    public CheckpointPace Pace { get; }

    /// <summary>Gets how many steps an epoch has.</summary>
    internal int StepsPerEpoch { get; }

    private IReadOnlyList<Parameter> Trained => [.. Model.parameters().Where(p => p.requires_grad).Distinct()];

    /// <inheritdoc/>
    public EpochResult Epoch(int number)
    {
        var start = _options.Time.GetTimestamp();
        using var scope = NewDisposeScope();
        manual_seed(unchecked((long)StableHash.Combine((ulong)_context.Seed, (ulong)number)));
        _normSum = 0;
        var step = (number - 1L) * StepsPerEpoch;
        if (_loader is null)
        {
            TakeWhole(number, step);
        }
        else
        {
            TakeStream(_loader.Epoch(number), step);
        }

        return Scores(number, start) with { GradientNorm = _options.ClipNorm is null ? null : _normSum / StepsPerEpoch };
    }

    /// <inheritdoc/>
    public void WriteTo(TrainingState state)
    {
        state.Add(StateNames.Model, Model.state_dict());
        _optimizer.WriteTo(state, Trained);
        _average?.WriteTo(state);
        _precision.WriteTo(state);
    }

    /// <summary>Takes over what an earlier attempt wrote down.</summary>
    internal void ReadFrom(TrainingState state)
    {
        Model.load_state_dict(state.Under(StateNames.Model));
        _optimizer.ReadFrom(state, Trained);
        _average?.ReadFrom([state]);
        _precision.ReadFrom(state);
    }

    /// <summary>Takes some steps on the first batch, to see how long they take.</summary>
    internal void Try(int steps)
    {
        using var scope = NewDisposeScope();
        var rows = Math.Min(_options.BatchSize, _data.Train.Count);
        var (features, labels) = (_data.Train.Features.narrow(0, 0, rows).to(_place), _data.Train.Labels.narrow(0, 0, rows).to(_place));
        for (var step = 0; step < steps; step++)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            Step([features], [labels], step);
        }

        _ = Evaluator.Evaluate(Model, _data.Train, _place, 1);
    }

    /// <summary>Puts the averaged weights into the model until the result is disposed; null when there is no average.</summary>
    internal IDisposable? Averaged() => _average?.Use();

    /// <summary>The score on data that no trial saw: the metric's own kind, accuracy or loss.</summary>
    internal double TestScore()
    {
        var score = Evaluator.Evaluate(Model, _data.Test, _place);
        return _context.Metric.EndsWith("loss", StringComparison.Ordinal) ? score.Loss : score.Accuracy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _average?.Dispose();
        _optimizer.Dispose();
        Model.Dispose();
        _data.DisposeBut(_given);
    }

    // where memory holds all rows, ordering them at once costs less than gathering batch by batch
    private void TakeWhole(int number, long step)
    {
        var order = tensor(RowOrder.Of(_data.Train.Count, _context.Seed, number), device: _data.Train.Features.device);
        var features = _data.Train.Features.index_select(0, order).split(_options.BatchSize);
        var labels = _data.Train.Labels.index_select(0, order).split(_options.BatchSize);
        for (var first = 0; first < features.Length; first += _options.AccumulationSteps)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            var batches = first..Math.Min(first + _options.AccumulationSteps, features.Length);
            Step(features.AsSpan(batches), labels.AsSpan(batches), step++);
        }
    }

    private void TakeStream(IEnumerable<LoaderBatch> batches, long step)
    {
        foreach (var together in batches.Chunk(_options.AccumulationSteps))
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            Step(Array.ConvertAll(together, b => b.Features), Array.ConvertAll(together, b => b.Labels), step++);
            Array.ForEach(together, b => b.Dispose());
        }
    }

    private void Step(ReadOnlySpan<Tensor> features, ReadOnlySpan<Tensor> labels, long step)
    {
        _optimizer.LearningRate = _options.LearningRate * _schedule.FactorAt(step, (long)StepsPerEpoch * _context.Epochs);
        _optimizer.zero_grad();
        var rows = features.Length == 1 ? 0 : ((features.Length - 1) * _options.BatchSize) + features[^1].size(0);
        for (var i = 0; i < features.Length; i++)
        {
            Backward(features[i], labels[i], rows);
        }

        if (_options.ClipNorm is { } most)
        {
            _precision.Unscale();
            _normSum += nn.utils.clip_grad_norm_(Model.parameters(), most);
        }

        _precision.Step(_optimizer);
        _average?.Add();
    }

    // batches of one step count by their rows, so that the step is that of one large batch; 0 rows: it is the only one
    private void Backward(Tensor features, Tensor labels, long rows)
    {
        using var scope = NewDisposeScope();
        Tensor loss;
        using (_precision.Casts())
        {
            loss = nn.functional.cross_entropy(Model.call(features), labels, label_smoothing: _options.LabelSmoothing);
        }

        var share = rows == 0 ? loss : loss * ((double)features.size(0) / rows);
        _precision.Scaled(share).backward();
    }

    private EpochResult Scores(int number, long start)
    {
        using var averaged = Averaged();
        using var casts = _precision.Casts();
        var train = Evaluator.Evaluate(Model, _data.Train, _place, _options.ScoredTrainRows);
        var validation = Evaluator.Evaluate(Model, _data.Validation, _place);
        var seconds = _options.Time.GetElapsedTime(start).TotalSeconds;
        return new EpochResult(number, train.Loss, train.Accuracy, validation.Loss, validation.Accuracy, seconds);
    }
}
