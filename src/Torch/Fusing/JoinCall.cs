using HyperScaffold.Studies;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>A trial that is about to train.</summary>
/// <param name="Model">Its model with initial weights.</param>
/// <param name="Data">Its data.</param>
/// <param name="Options">How it trains.</param>
/// <param name="Context">Its context.</param>
/// <param name="Found">What an earlier attempt left, which the model holds already; null to begin anew.</param>
internal sealed record JoinCall(nn.Module<Tensor, Tensor> Model, DataSplit Data, TrainerOptions Options, TrialContext Context, Checkpoint? Found = null)
{
    /// <summary>
    /// Tells what must be equal for trials to train together: everything but the numbers that each member may have of
    /// its own.
    /// </summary>
    internal string Kind => string.Join('|', OptionsKey.Concat(Parts()));

    /// <summary>Gets the epochs that an earlier attempt went through.</summary>
    internal IReadOnlyList<EpochResult> Past => Found?.Epochs ?? [];

    private IEnumerable<string> OptionsKey =>
    [
        $"{Options.Optimizer} {Options.Nesterov} {Options.BatchSize} {Options.AccumulationSteps} {Options.ScoredTrainRows}",
        FormattableString.Invariant($"{Options.Epsilon} {Options.EmaDecay} {Options.ClipNorm is null} {Context.Epochs} {Options.Precision} {Context.Device} {Past.Count}"),
        Options.Streams ? FormattableString.Invariant($"{Options.StreamRows} {Options.Augmentation} {Context.Seed}") : string.Empty,
    ];

    private IEnumerable<string> Parts() => FusedModel.Parts(Model).Select(p => p.GetType().FullName ?? string.Empty)
        .Concat(Model.named_parameters().Select(p => $"{p.name} [{string.Join(',', p.parameter.shape)}] {p.parameter.dtype} {p.parameter.requires_grad}"))
        .Concat(Model.named_buffers().Select(b => $"{b.name} [{string.Join(',', b.buffer.shape)}] {b.buffer.dtype}"));
}
