using System.Diagnostics;
using static HyperScaffold.Torch.torch.optim;

namespace HyperScaffold.Torch.Tests.Training;

public sealed class LongTrainingTests
{
    private const string Alone = "HYPER_TEST_ALONE";

    // in a process of its own: what other tests left in the heap of the C library would blur the measure
    [Fact]
    public void Twenty_thousand_steps_take_no_more_memory_than_one_thousand()
    {
        if (Environment.GetEnvironmentVariable(Alone) is null)
        {
            RunAlone();
            return;
        }

        using var model = Sequential(("0", Linear(16, 32)), ("1", ReLU()), ("2", Dropout(0.1)), ("3", Linear(32, 4)));
        using var sgd = SGD(model.parameters(), 0.01, 0.9);
        using var x = randn(16, 16);
        using var y = randint(0, 4, [16]);
        Train(model, sgd, x, y, 1_000);
        var early = Resident();
        Train(model, sgd, x, y, 19_000);
        Assert.InRange(Resident(), early * 0.5, early * 1.02);
    }

    private static void Train(Module<Tensor, Tensor> model, Optimizer sgd, Tensor x, Tensor y, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            sgd.zero_grad();
            functional.cross_entropy(model.call(x), y).backward();
            sgd.step();
        }
    }

    private static double Resident()
    {
        // gives what the collector keeps for later back: only what is really held counts
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private static void RunAlone()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-noColor", "-noLogo", "-class", typeof(LongTrainingTests).FullName!]) { RedirectStandardOutput = true };
        start.Environment[Alone] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }
}
