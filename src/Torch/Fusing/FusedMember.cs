using HyperScaffold.Studies;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Fusing;

/// <summary>One trial's share in a fused training. Used on its trial's thread, which waits while all members train.</summary>
internal sealed class FusedMember(TrialContext context, TrainerOptions options) : ITraining
{
    /// <summary>Gets the trial's context.</summary>
    internal TrialContext Context => context;

    /// <summary>Gets how the trial trains.</summary>
    internal TrainerOptions Options => options;

    /// <summary>Gets the learning rate's way.</summary>
    internal Schedules.ISchedule Schedule { get; } = options.CreateSchedule();

    /// <summary>Gets the epochs that an earlier attempt went through.</summary>
    internal IReadOnlyList<EpochResult> Past { get; init; } = [];

    /// <inheritdoc/>
    public CheckpointPace Pace => Run!.Pace;

    /// <summary>Gets or sets the members that it trains with.</summary>
    internal FusedRun? Run { get; set; }

    /// <summary>Gets a value indicating whether the trial ended.</summary>
    internal bool HasLeft { get; private set; }

    /// <summary>Leaves before the first step, to train by itself.</summary>
    internal void Stay() => HasLeft = true;

    /// <inheritdoc/>
    public EpochResult Epoch(int number)
    {
        return (EpochResult?)context.Seat!.Meet(new EpochCall(this, number), FusedTraining.Hold) ?? throw new OperationCanceledException(context.Cancellation);
    }

    /// <inheritdoc/>
    public void WriteTo(TrainingState state) => Run!.WriteTo(state, this);

    /// <inheritdoc/>
    public void Dispose()
    {
        HasLeft = true;
        Run?.Leave();
    }
}
