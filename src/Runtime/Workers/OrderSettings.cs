using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Workers;

/// <summary>Turns a round's order into the way in which trials are asked for.</summary>
internal static class OrderSettings
{
    /// <summary>The settings of a round.</summary>
    /// <param name="order">The order.</param>
    /// <param name="space">The space.</param>
    /// <param name="options">Device and metric.</param>
    /// <param name="cancellation">Ends trials early.</param>
    /// <returns>The settings.</returns>
    public static AskSettings Of(RoundOrder order, SearchSpace space, WorkerOptions options, CancellationToken cancellation) => new()
    {
        Sampler = SamplerFactory.Create(order.Sampler, space, order.Round),
        Pruner = Pruner(order),
        Space = space,
        Seed = order.Seed,
        Round = order.Round,
        Offset = order.Offset,
        Limit = order.Trials,
        QueueOnly = order.Round == TrialAttributes.ConfirmRound,
        Focus = order.Focus,
        TrainingSeed = order.TrainingSeed,
        Epochs = order.Epochs,
        Device = options.Device,
        Metric = options.Metric,
        TrialTimeout = options.TrialTimeout,
        CheckpointFolder = options.CheckpointFolder,
        Cancellation = cancellation,
    };

    private static IPruner Pruner(RoundOrder order) => order.Pruner == "auto"
        ? new AutoPruner(AutoOptions(order))
        : PrunerFactory.Create(order.Pruner, order.Epochs);

    private static AutoOptions AutoOptions(RoundOrder order)
    {
        var options = new AutoOptions { Epochs = order.Epochs, Warmup = order.Warmup, Earlier = order.Ranks };
        return order.Planned > 0 ? options with { Trials = order.Planned } : options;
    }
}
