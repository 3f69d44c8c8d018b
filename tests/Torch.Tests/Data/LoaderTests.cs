using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Tests.Fusing;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Tests.Data;

public sealed class LoaderTests : IDisposable
{
    private static readonly Augmentation All = new() { Shift = 2, Flip = true, Cutout = 3 };
    private readonly Samples _rows = new(arange(0, 7 * 16, 1).reshape(7, 4, 4).to(float32) + 1, tensor(new long[] { 0, 1, 2, 3, 4, 5, 6 }));

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void An_epoch_has_every_row_once_in_an_order_of_seed_and_epoch()
    {
        var loader = new Loader(_rows, new LoaderOptions { BatchSize = 3, Seed = 1 });
        var first = Labels(loader.Epoch(1));
        Assert.Equal([3, 3, 1], first.Select(b => b.Length));
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], first.SelectMany(l => l).Order());
        Assert.Equal(first, Labels(loader.Epoch(1)));
        Assert.NotEqual(first, Labels(loader.Epoch(2)));
        Assert.NotEqual(first, Labels(new Loader(_rows, new LoaderOptions { BatchSize = 3, Seed = 2 }).Epoch(1)));
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], Labels(new Loader(_rows, new LoaderOptions { Shuffle = false }).Epoch(1)).SelectMany(l => l));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Batches_are_the_same_however_many_are_prepared_ahead(int ahead)
    {
        var options = new LoaderOptions { BatchSize = 2, Augmentation = All, Prefetch = 0 };
        Assert.Equal(Pixels(new Loader(_rows, options).Epoch(3)), Pixels(new Loader(_rows, options with { Prefetch = ahead }).Epoch(3)));
    }

    [Fact]
    public void A_reader_that_leaves_early_leaves_no_thread_waiting()
    {
        using var batches = new Loader(_rows, new LoaderOptions { BatchSize = 1, Prefetch = 1 }).Epoch(1).GetEnumerator();
        Assert.True(batches.MoveNext());
        batches.Current.Dispose();
    }

    [Fact]
    public void A_shift_moves_a_flip_mirrors_and_a_cutout_blanks_one_square()
    {
        Assert.Contains(Changed(new Augmentation { Shift = 1 }), p => p.Count(v => v == 0) is 4 or 7);
        Assert.Contains(Changed(new Augmentation { Flip = true }), p => p[0] == p[3] + 3);
        Assert.All(Changed(new Augmentation { Cutout = 2 }), p => Assert.InRange(p.Count(v => v == 0), 1, 4));
    }

    [Fact]
    public void Each_epoch_changes_a_row_in_its_own_way_wherever_the_row_stands()
    {
        var loader = new Loader(_rows, new LoaderOptions { Augmentation = All, Shuffle = false });
        Assert.NotEqual(Pixels(loader.Epoch(1)), Pixels(loader.Epoch(2)));
        var shuffled = new Loader(_rows, new LoaderOptions { Augmentation = All, BatchSize = 1 });
        var byLabel = Pixels(shuffled.Epoch(1)).Select(p => p.ToArray()).ToList();
        Assert.Equal(Pixels(loader.Epoch(1)).SelectMany(p => p.Chunk(16)).OrderBy(p => string.Join(',', p), StringComparer.Ordinal), byLabel.OrderBy(p => string.Join(',', p), StringComparer.Ordinal));
    }

    [Fact]
    public void What_cannot_be_changed_or_given_is_refused()
    {
        using var flat = new Samples(zeros(2, 12), tensor(new long[] { 0, 1 }));
        Assert.Contains("[12]", Refusal(flat, new LoaderOptions { Augmentation = All }), StringComparison.Ordinal);
        _ = new Loader(flat, new LoaderOptions { Augmentation = All with { Width = 4 } });
        Assert.Contains("BatchSize", Refusal(flat, new LoaderOptions { BatchSize = 0, Prefetch = -1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Streamed_rows_train_as_those_in_memory_and_changed_ones_train_together_as_alone()
    {
        using var data = Pictures.Make();
        var options = new TrainerOptions { LearningRate = 0.05, BatchSize = 16, AccumulationSteps = 2 };
        Module<Tensor, Tensor> Network() => Sequential(("hidden", Linear(36, 12)), ("relu", ReLU()), ("out", Linear(12, 3)));
        IEnumerable<double> Losses(TrainerOptions o) => Trainer.Run(Network, data, o, new TrialContext { Epochs = 3, Seed = 1 }).Select(e => e.TrainLoss);
        var changed = options with { Augmentation = new Augmentation { Shift = 1, Cutout = 2 } };

        Assert.Equal(Losses(options), Losses(options with { StreamRows = true }));
        Assert.NotEqual(Losses(options), Losses(changed));
        Together.AssertAsAlone([new Together.Member(Network, changed), new Together.Member(Network, changed with { LearningRate = 0.01 })], data, epochs: 3);
    }

    private static string Refusal(Samples samples, LoaderOptions options) => Assert.Throws<HyperException>(() => new Loader(samples, options)).Message;

    private List<float[]> Changed(Augmentation changes) =>
        [.. Pixels(new Loader(_rows, new LoaderOptions { Augmentation = changes, Shuffle = false }).Epoch(1)).SelectMany(p => p.Chunk(16))];

    private static List<long[]> Labels(IEnumerable<LoaderBatch> batches) => Read(batches, b => b.Labels.data<long>().ToArray());

    private static List<float[]> Pixels(IEnumerable<LoaderBatch> batches) => Read(batches, b => b.Features.data<float>().ToArray());

    private static List<T> Read<T>(IEnumerable<LoaderBatch> batches, Func<LoaderBatch, T> read)
    {
        var all = new List<T>();
        foreach (var batch in batches)
        {
            using (batch)
            {
                all.Add(read(batch));
            }
        }

        return all;
    }
}
