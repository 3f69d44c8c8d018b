using System.Globalization;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Several trials on their way through the epochs as one model. Members that left are dropped before the next epoch.</summary>
internal sealed class FusedRun : IDisposable
{
    private readonly DataSplit _data;
    private readonly DataSplit _given;
    private readonly FusedModel _model;
    private readonly FusedOptimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly MixedPrecision _precision;
    private List<FusedMember> _members;
    private MemberSet _set;
    private FusedTargets _targets;
    private MemberNumbers? _largestNorms;
    private Tensor? _norms;

    /// <summary>Initializes a new instance of the <see cref="FusedRun"/> class.</summary>
    /// <param name="calls">Trials of one kind; the first one's model becomes the fused one.</param>
    internal FusedRun(IReadOnlyList<JoinCall> calls)
    {
        var place = device(calls[0].Context.Device);
        _given = calls[0].Data;
        _data = _given.To(place, calls[0].Options.Streams);
        _members = [.. calls.Select(c => new FusedMember(c.Context, c.Options) { Run = this, Past = c.Past })];
        _set = new MemberSet(calls.Count, place, Twins(calls));
        _model = new FusedModel([.. calls.Select(c => c.Model)], _set);
        _optimizer = FusedOptimizer.Create(_model.Weights, [.. calls.Select(c => c.Options)]);
        _average = Options.EmaDecay > 0 ? new WeightAverage(_model.Module.parameters(), Options.EmaDecay) : null;
        _precision = new MixedPrecision(Options.Precision, place.type, []);
        _targets = new FusedTargets(Numbers(o => o.LabelSmoothing));
        _largestNorms = Options.ClipNorm is null ? null : Numbers(o => o.ClipNorm ?? 0);
        Pace = new CheckpointPace(Options.CheckpointSeconds, Options.Time);
        if (calls[0].Found is not null)
        {
            Resume([.. calls.Select(c => c.Found!.State)]);
        }

        var batches = (_data.Train.Count + Options.BatchSize - 1) / Options.BatchSize;
        StepsPerEpoch = (batches + Options.AccumulationSteps - 1) / Options.AccumulationSteps;
    }

    /// <summary>Gets the members that are left, in their order.</summary>
    internal IReadOnlyList<FusedMember> Members => _members;

    /// <summary>Gets the fused model.</summary>
    internal nn.Module<Tensor, Tensor> Model => _model.Module;

    /// <summary>Gets the members' numbers.</summary>
    internal MemberSet Set => _set;

    /// <summary>Gets when the members' states are worth keeping.</summary>
    internal CheckpointPace Pace { get; }

    private TrainerOptions Options => _members[0].Options;

    private int StepsPerEpoch { get; }

    /// <summary>Trains one epoch and scores each member.</summary>
    /// <returns>What it showed of each member; null for all when all were cancelled.</returns>
    internal IReadOnlyList<EpochResult>? Epoch(int number)
    {
        Compact();
        var start = Options.Time.GetTimestamp();
        using var scope = NewDisposeScope();
        _set.Seed(m => unchecked((long)StableHash.Combine((ulong)_members[m].Context.Seed, (ulong)number)));
        _norms = null;
        using var batches = Batches(number);
        var step = (number - 1L) * StepsPerEpoch;
        for (var first = 0; first < batches.Count; first += Options.AccumulationSteps)
        {
            if (_members.TrueForAll(m => m.Context.Cancellation.IsCancellationRequested))
            {
                return null;
            }

            Step(batches, first, Math.Min(first + Options.AccumulationSteps, batches.Count), step++);
        }

        return Scores(number, start);
    }

    /// <summary>Writes down what is remembered of a member between two epochs, as if it trained by itself.</summary>
    internal void WriteTo(TrainingState state, FusedMember member)
    {
        var place = _members.IndexOf(member);
        state.Add(StateNames.Model, Model.state_dict().Select(t => KeyValuePair.Create(t.Key, Aten.Whole.SelectInt(t.Value, 0, place))));
        _optimizer.WriteTo(state, place);
        _average?.WriteTo(state, place);
    }

    /// <summary>Takes some steps on the first batch, to see how long they take.</summary>
    internal void Try(int steps)
    {
        using var scope = NewDisposeScope();
        using var batches = Batches(1);
        for (var step = 0; step < steps; step++)
        {
            _members[0].Context.Cancellation.ThrowIfCancellationRequested();
            Step(batches, 0, 1, step);
        }

        // a device works on after its calls return; reading a value waits for it
        _ = FusedEvaluator.Evaluate(_model.Module, _data.Train, _set, 1);
    }

    /// <summary>Frees everything when no member is left.</summary>
    internal void Leave()
    {
        if (_members.TrueForAll(m => m.HasLeft))
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _norms = null;
        _average?.Dispose();
        _optimizer.Dispose();
        _targets.Dispose();
        _largestNorms?.Dispose();
        _model.Dispose();
        _set.Dispose();
        _data.DisposeBut(_given);
    }

    // the models hold their weights already
    private void Resume(TrainingState[] states)
    {
        _optimizer.ReadFrom(states);
        _average?.ReadFrom(states);
    }

    // what streams has one seed for all members (see JoinCall.Kind)
    private FusedBatches Batches(int epoch)
    {
        var stream = Options.Streams ? Options.CreateLoader(_data.Train, _members[0].Context.Seed, _members[0].Context.Device).Epoch(epoch) : null;
        return new FusedBatches(_data.Train, [.. _members.Select(m => m.Context.Seed)], epoch, Options.BatchSize, _set, stream);
    }

    private MemberNumbers Numbers(Func<TrainerOptions, double> of) => new(_members.Select(m => of(m.Options)), _model.Weights[0].Parameter.dtype, _set.Device);

    private void Step(FusedBatches batches, int first, int end, long step)
    {
        _model.Module.zero_grad();
        var rows = batches.Rows(first, end);
        for (var i = first; i < end; i++)
        {
            Backward(batches, i, rows);
        }

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        if (_largestNorms is not null)
        {
            var norms = FusedClipping.Clip(_model.Weights, _largestNorms).to(ScalarType.Float64);
            _norms = (_norms is null ? norms : _norms + norms).MoveToOuterDisposeScope();
        }

        var total = (long)StepsPerEpoch * _members[0].Context.Epochs;
        _optimizer.Step([.. _members.Select(m => m.Options.LearningRate * m.Schedule.FactorAt(step, total))]);
        _average?.Add();
    }

    private void Backward(FusedBatches batches, int batch, long rows)
    {
        using var scope = NewDisposeScope();
        var (features, labels) = batches.Of(batch);
        Tensor logits;
        using (_precision.Casts())
        {
            logits = FusedLoss.Widened(_model.Module.call(features));
        }

        logits.backward(FusedLoss.Gradient(logits, labels, rows, _targets));
    }

    private List<EpochResult> Scores(int number, long start)
    {
        using var averaged = _average?.Use();
        using var casts = _precision.Casts();
        var train = FusedEvaluator.Evaluate(_model.Module, _data.Train, _set, Options.ScoredTrainRows);
        var validation = FusedEvaluator.Evaluate(_model.Module, _data.Validation, _set);
        var norms = _norms is null ? null : (_norms / StepsPerEpoch).data<double>().ToArray();

        // the time of all is shared out, so that an epoch's time does not depend on how many trained beside it
        var seconds = Options.Time.GetElapsedTime(start).TotalSeconds / _members.Count;
        return [.. train.Zip(validation).Select((s, i) => new EpochResult(number, s.First.Loss, s.First.Accuracy, s.Second.Loss, s.Second.Accuracy, seconds)
        {
            GradientNorm = norms?[i],
        })];
    }

    private void Compact()
    {
        if (!_members.Exists(m => m.HasLeft))
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var places = Enumerable.Range(0, _members.Count).Where(i => !_members[i].HasLeft).ToArray();
        _members = [.. places.Select(p => _members[p])];
        var before = _set;
        _set = before.Keep(places);
        var index = tensor(Array.ConvertAll(places, p => (long)p), device: before.Device);
        _model.Keep(index, places, _set);
        _average?.Keep(index);
        _optimizer.Keep([.. _members.Select(m => m.Options)]);
        _targets.Dispose();
        _targets = new FusedTargets(Numbers(o => o.LabelSmoothing));
        _largestNorms?.Dispose();
        _largestNorms = _largestNorms is null ? null : Numbers(o => o.ClipNorm ?? 0);
        before.Dispose();
    }

    // members of one seed and the same rates draw the same numbers
    private static int[] Twins(IReadOnlyList<JoinCall> calls)
    {
        var keys = calls.Select(c => string.Join(' ', FusedModel.Parts(c.Model).OfType<Dropout>().Select(d => d.Rate.ToString("R", CultureInfo.InvariantCulture)).Append($"{c.Context.Seed}"))).ToList();
        return [.. keys.Select(k => keys.IndexOf(k))];
    }
}
