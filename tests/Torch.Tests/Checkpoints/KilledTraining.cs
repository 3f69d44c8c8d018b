using System.Runtime.InteropServices;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Tests.Fusing;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Tests.Checkpoints;

/// <summary>An objective with everything that a training remembers; some of its trials kill their own worker on the way.</summary>
[Objective("killed")]
public static class KilledTraining
{
    internal const int Epochs = 7;
    internal const double Rate = 0.01;

    /// <summary>The first attempts of these trials are killed.</summary>
    internal const string Killed = "TEST_KILLED";

    private const int KillNow = 9;
    private const int KilledIn = 5;

    public static SearchSpace Space { get; } = SearchSpace.Empty.Float("rate", 1e-4, 1);

    internal static TrainerOptions Options { get; } = new()
    {
        BatchSize = 16,
        Optimizer = OptimizerKind.NAdam,
        WeightDecay = 0.01,
        Schedule = "cosine",
        ClipNorm = 1,
        EmaDecay = 0.9,
        CheckpointSeconds = 0,
    };

    public static double Evaluate(Trial trial)
    {
        var killed = (Environment.GetEnvironmentVariable(Killed) ?? string.Empty).Split(',');
        foreach (var epoch in Fit(trial.SuggestFloat("rate", 1e-4, 1), trial.Context))
        {
            trial.Report(epoch.ValidationLoss, epoch.Number);
            if (epoch.Number == KilledIn && killed.Contains($"{trial.Number}"))
            {
                Kill();
            }
        }

        return trial.LastReported;
    }

    /// <summary>The training of the tuned configuration.</summary>
    public static IEnumerable<EpochResult> Final(TrialContext context)
    {
        foreach (var epoch in Fit(Rate, context))
        {
            yield return epoch;
            if (epoch.Number == KilledIn && Environment.GetEnvironmentVariable(Killed) == "train")
            {
                Kill();
            }
        }
    }

    public static IEnumerable<EpochResult> Fit(double rate, TrialContext context) =>
        Trainer.Run(Network, Pictures.Make(), Options with { LearningRate = rate }, context);

    internal static Module<Tensor, Tensor> Network() => Sequential(
        ("hidden", Linear(Pictures.Side * Pictures.Side, 12)), ("norm", BatchNorm1d(12)), ("relu", ReLU()), ("dropout", Dropout(0.2)), ("out", Linear(12, 3)));

    private static void Kill()
    {
        _ = SendSignal(Environment.ProcessId, KillNow);
        Thread.Sleep(Timeout.Infinite);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
