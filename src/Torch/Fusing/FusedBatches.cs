using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>The batches of one epoch, each member's in its own order; members of one seed share them. Its tensors belong to the scope that it is made in.</summary>
internal sealed class FusedBatches : IDisposable
{
    private readonly Samples _samples;
    private readonly MemberSet _members;
    private readonly int _rows;
    private readonly Tensor? _orders;
    private readonly Tensor[] _features = [];
    private readonly Tensor[] _labels = [];
    private readonly IEnumerator<LoaderBatch>? _stream;
    private (int Batch, LoaderBatch? Rows) _current = (-1, null);

    internal FusedBatches(Samples samples, IReadOnlyList<long> seeds, int epoch, int rows, MemberSet members, IEnumerable<LoaderBatch>? stream = null)
    {
        (_samples, _rows, _members) = (samples, rows, members);
        Count = (samples.Count + rows - 1) / rows;
        _stream = stream?.GetEnumerator();
        if (_stream is not null)
        {
            return;
        }

        if (seeds.All(s => s == seeds[0]))
        {
            using var order = Tensor(RowOrder.Of(samples.Count, seeds[0], epoch));
            _features = samples.Features.index_select(0, order).split(rows);
            _labels = samples.Labels.index_select(0, order).split(rows);
        }
        else
        {
            var bySeed = seeds.Distinct().ToDictionary(s => s, s => RowOrder.Of(samples.Count, s, epoch));
            using var orders = Tensor([.. seeds.SelectMany(s => bySeed[s])]);
            _orders = orders.reshape(seeds.Count, samples.Count);
        }
    }

    /// <summary>Gets the number of batches.</summary>
    internal int Count { get; }

    /// <summary>The rows of some batches.</summary>
    internal long Rows(int first, int end) => Math.Min((long)end * _rows, _samples.Count) - ((long)first * _rows);

    /// <summary>A batch: features, and labels of (rows) or (members, rows).</summary>
    internal (Tensor Features, Tensor Labels) Of(int batch)
    {
        if (_stream is not null)
        {
            return Next(_stream, batch);
        }

        if (_orders is null)
        {
            return (_features[batch], _labels[batch]);
        }

        var rows = Rows(batch, batch + 1);
        var places = _orders.narrow(1, (long)batch * _rows, rows).reshape(-1);
        var features = _samples.Features.index_select(0, places).reshape([_members.Count, rows, .. _samples.Features.shape[1..]]);
        return (features.OfMembers(_members, 0), _samples.Labels.index_select(0, places).reshape(_members.Count, rows));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current.Rows?.Dispose();
        _stream?.Dispose();
    }

    // batches come in order; one may be asked for again
    private (Tensor Features, Tensor Labels) Next(IEnumerator<LoaderBatch> stream, int batch)
    {
        if (_current.Batch != batch)
        {
            _current.Rows?.Dispose();
            _current = (batch, stream.MoveNext() ? stream.Current : throw new InvalidOperationException("an epoch has no more batches"));
        }

        return (_current.Rows!.Features, _current.Rows.Labels);
    }

    private Tensor Tensor(long[] rows) => tensor(rows, device: _members.Device);
}
