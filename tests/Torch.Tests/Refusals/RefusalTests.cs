using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Training;
using HyperScaffold.Trials;

namespace HyperScaffold.Torch.Tests.Refusals;

/// <summary>What users read when something does not fit, and that the next trial runs.</summary>
public sealed class RefusalTests
{
    private const long TooMany = 1L << 44;

    [Fact]
    public void Memory_that_runs_out_is_said_with_what_was_asked_for_and_the_peak() =>
        Assert.Matches(
            @"^aten::zeros: memory ran out: 67108864 MiB more were asked for, and this process had held [\d.]+ MiB at its peak\. Make batches or the model smaller, or run fewer trials at once\.$",
            Assert.Throws<TorchException>(() => zeros(TooMany)).Message);

    [Fact]
    public void A_trial_that_runs_out_of_memory_fails_with_the_peak_and_the_next_one_runs()
    {
        using var study = Study.Create("memory", new StudyOptions { Direction = StudyDirection.Maximize });
        study.Optimize(
            trial => trial.Number switch
            {
                0 => zeros(TooMany).sum().ToDouble(),
                1 => Enumerable.Repeat(0, trial.Number).Concat(new List<int>(int.MaxValue)).Count(),
                _ => ones(3).sum().ToDouble(),
            },
            new OptimizeOptions { Trials = 3, Catch = _ => true },
            TestContext.Current.CancellationToken);
        Assert.Equal([TrialState.Fail, TrialState.Fail, TrialState.Complete], study.Trials.Select(t => t.State));
        Assert.Contains("MiB at its peak", study.Trials[0].Reason, StringComparison.Ordinal);
        Assert.Matches(@"^memory ran out: .* This process had held [\d.]+ MiB at its peak\.", study.Trials[1].Reason!);
        Assert.Equal(3, study.BestTrial.Value);
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 GiB (GPU 0; 79.15 GiB total capacity). See documentation for PYTORCH_CUDA_ALLOC_CONF. More.", "CUDA out of memory. Tried to allocate 20.00 GiB (GPU 0; 79.15 GiB total capacity). Make batches or the model smaller, or let fewer trials share the device.")]
    [InlineData("std::bad_alloc", "memory ran out: the system gave no more, and this process had held 3 MiB at its peak. Make batches or the model smaller, or run fewer trials at once.")]
    [InlineData("CUDA error: invalid device ordinal", "there is no such CUDA device for this libtorch. Write cpu, or use a PyTorch with CUDA and its driver; dotnet hyper doctor says what there is. libtorch says: CUDA error: invalid device ordinal")]
    [InlineData("The size of tensor a (3) must match", "The size of tensor a (3) must match")]
    public void Libtorchs_words_get_a_remedy_where_one_is_known(string words, string said) => Assert.Equal(said, Refusal.Explain(words, () => 3 << 20));

    [Theory]
    [InlineData("cuda:99", "cuda:99")]
    [InlineData("gpu", "'gpu'")]
    [InlineData("meta", "one that computes, but got 'meta'")]
    public void A_device_that_is_not_there_stops_a_training_before_it_starts(string name, string said)
    {
        using var data = DataSplit.Stratified(new Samples(ones(9, 2), zeros(9, ScalarType.Int64)), 3, 3, 3, 0);
        var e = Assert.Throws<HyperException>(() => Trainer.Run(() => throw new InvalidOperationException("made a model"), data, new TrainerOptions(), new TrialContext { Epochs = 1, Seed = 1, Device = name }));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_on_a_device_that_is_not_there_is_refused_in_plain_words()
    {
        Assert.SkipWhen(cuda.is_available(), "This machine has a CUDA device.");
        Assert.Contains("there is no such CUDA device", Assert.Throws<TorchException>(() => zeros(2, device: device("cuda"))).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such CUDA device", Assert.Throws<TorchException>(() => ones(2).to(device("cuda:9"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_do_not_fit_the_scores_are_named()
    {
        var scores = zeros(2, 3);
        var high = Assert.Throws<TorchException>(() => functional.cross_entropy(scores, tensor([0L, 3L])));
        Assert.Equal("Cross-entropy of 3 scores a row needs labels from 0 to 2, but row 1 of the batch has 3. Give the model's last layer an output for each class, or number the classes from 0.", high.Message);
        var rows = Assert.Throws<TorchException>(() => functional.cross_entropy(scores, tensor([0L, 1L, 2L])));
        Assert.Contains("scores of the shape [2, 3] needs labels of the shape [2], but got [3]", rows.Message, StringComparison.Ordinal);
    }
}
