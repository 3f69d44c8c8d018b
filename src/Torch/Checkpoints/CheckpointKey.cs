using System.Globalization;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>What tells one training from another: options, seed, length, data, and the program that holds the model.</summary>
internal static class CheckpointKey
{
    private const int LookedAtRows = 1000;

    /// <summary>The key of a training.</summary>
    internal static string Of(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context)
    {
        var same = options with { Time = TimeProvider.System, CheckpointSeconds = 0 };
        var program = model.Method.Module;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{same} Seed {context.Seed} Epochs {context.Epochs} Metric {context.Metric} Device {context.Device} Train {Of(data.Train)} Validation {Of(data.Validation)} Program {program.Name} {program.ModuleVersionId}");
    }

    // other rows of the same number would else go unnoticed; rounded, since a sum depends on the number of threads
    private static string Of(Samples samples)
    {
        using var scope = NewDisposeScope();
        var rows = Math.Min(LookedAtRows, samples.Count);
        var (features, labels) = (samples.Features.narrow(0, 0, rows).sum().ToDouble(), samples.Labels.narrow(0, 0, rows).sum().ToDouble());
        return string.Create(CultureInfo.InvariantCulture, $"{samples.Count} ({features:G4}, {labels:G4})");
    }
}
