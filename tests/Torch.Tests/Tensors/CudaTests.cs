using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Tests.Tensors;

/// <summary>What only a machine with a CUDA device can show; eng/gpu-check.sh carries these tests to one.</summary>
public sealed class CudaTests
{
    private const string Absent = "libtorch finds no CUDA device on this machine";

    [Fact]
    public void A_tensor_goes_to_the_device_and_back()
    {
        Assert.SkipUnless(cuda.is_available(), Absent);
        using var scope = NewDisposeScope();
        var x = randn(5, 7);
        Assert.Equal(DeviceType.CUDA, x.to(CUDA).device.type);
        Assert.True(x.equal(x.to(CUDA).to(CPU)));
    }

    [Theory]
    [InlineData(Precision.Float32, 1e-3)]
    [InlineData(Precision.BFloat16, 0.1)]
    [InlineData(Precision.Float16, 0.1)]
    public void Training_on_the_device_ends_near_training_on_the_CPU(Precision precision, double tolerance)
    {
        Assert.SkipUnless(cuda.is_available(), Absent);
        using var data = Halves();
        var options = new TrainerOptions { LearningRate = 0.05, BatchSize = 16 };
        var there = Trainer.Run(Network, data, options with { Precision = precision }, Context("cuda")).Last().TrainLoss;
        Assert.Equal(Trainer.Run(Network, data, options, Context("cpu")).Last().TrainLoss, there, tolerance);
    }

    [Fact]
    public void A_training_gives_the_device_memory_back_and_its_peak_is_known()
    {
        Assert.SkipUnless(cuda.is_available(), Absent);
        using var data = Halves();
        var before = cuda.memory_allocated();
        cuda.reset_peak_memory_stats();
        Assert.Equal(3, Trainer.Run(Network, data, new TrainerOptions(), Context("cuda")).Count());
        Assert.Equal(before, cuda.memory_allocated());
        Assert.True(cuda.max_memory_allocated() > before);
        cuda.empty_cache();
    }

    private static TrialContext Context(string device) => new() { Epochs = 3, Seed = 1, Device = device };

    private static Module<Tensor, Tensor> Network() => Sequential(Flatten(), Linear(16, 8), Tanh(), Linear(8, 2));

    private static DataSplit Halves()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var features = randn(120, 16);
        var labels = features.sum(1).gt(0).to(int64);
        using var all = new Samples(features.clone().DetachFromDisposeScope(), labels.clone().DetachFromDisposeScope());
        return DataSplit.Stratified(all, 80, 20, 20, seed: 0);
    }
}
