using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>
/// Gives the rows of an epoch batch by batch, prepared ahead on a thread of its own. What it gives is a function of the
/// samples, the options and the epoch's number alone.
/// </summary>
public sealed class Loader
{
    private readonly Samples _samples;
    private readonly LoaderOptions _options;
    private readonly Device _device;
    private readonly Operator _pin = new("aten::pin_memory");
    private readonly Operator _copy = new("aten::to.device");

    /// <summary>Initializes a new instance of the <see cref="Loader"/> class.</summary>
    /// <param name="samples">The rows; the loader does not own them.</param>
    /// <param name="options">How to give them.</param>
    /// <exception cref="HyperException">An option breaks a rule, or rows are to be changed that are no pictures.</exception>
    public Loader(Samples samples, LoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_samples, _options, _device) = (samples, options, device(options.Device));
        _ = MakeAugmenter();
        Batches = (samples.Count + options.BatchSize - 1) / options.BatchSize;
    }

    /// <summary>Gets the number of batches in an epoch.</summary>
    public int Batches { get; }

    /// <summary>The batches of an epoch, in order.</summary>
    /// <param name="number">The epoch; each number has its own order and its own changes.</param>
    /// <returns>The batches; whoever takes one disposes it.</returns>
    public IEnumerable<LoaderBatch> Epoch(int number)
    {
        var order = _options.Shuffle ? RowOrder.Of(_samples.Count, _options.Seed, number) : [.. Enumerable.Range(0, _samples.Count).Select(r => (long)r)];
        var augmenter = MakeAugmenter();
        var all = Enumerable.Range(0, Batches).Select(b => Make(order, b, number, augmenter));
        return _options.Prefetch == 0 ? all : Prefetcher.Run(all, _options.Prefetch);
    }

    private Augmenter? MakeAugmenter() => _options.Augmentation is { IsNone: false } changes ? new Augmenter(changes, _samples.Features.shape.AsSpan(1)) : null;

    private LoaderBatch Make(long[] order, int batch, int epoch, Augmenter? augmenter)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var rows = order[(batch * _options.BatchSize)..Math.Min((batch + 1) * _options.BatchSize, order.Length)];
        var index = tensor(rows, device: _samples.Features.device);
        var features = _samples.Features.index_select(0, index);
        var changed = augmenter is null ? features : Changed(features, rows, epoch, augmenter);
        return new LoaderBatch(Placed(changed).DetachFromDisposeScope(), Placed(_samples.Labels.index_select(0, index)).DetachFromDisposeScope());
    }

    private Tensor Changed(Tensor features, long[] rows, int epoch, Augmenter augmenter)
    {
        var pixels = features.cpu().data<float>().ToArray();
        var width = pixels.Length / rows.Length;
        var seed = StableHash.Combine((ulong)_options.Seed, (ulong)epoch);
        for (var row = 0; row < rows.Length; row++)
        {
            augmenter.Apply(pixels.AsSpan(row * width, width), new RandomSource(StableHash.Combine(seed, (ulong)rows[row])));
        }

        return tensor(pixels, features.shape);
    }

    private Tensor Placed(Tensor tensor)
    {
        if (tensor.device.type == _device.type)
        {
            return tensor;
        }

        return _options.PinMemory && _device.type == DeviceType.CUDA && tensor.device.type == DeviceType.CPU
            ? _copy.Call(_pin.Call(tensor), _device, tensor.dtype, true)
            : tensor.to(_device);
    }
}
