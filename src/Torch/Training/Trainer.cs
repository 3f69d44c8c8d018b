using System.Globalization;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Formats;
using HyperScaffold.Torch.Fusing;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>
/// Trains a classifier epoch by epoch. The caller asks for one epoch after the other and may stop at any; weights are
/// written and the test part is scored only after the last.
/// </summary>
public static class Trainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="model">Makes the model; called after seeding, so that the seed decides the initial weights.</param>
    /// <param name="data">The data in three parts.</param>
    /// <param name="options">How to train.</param>
    /// <param name="context">Epochs, seed, device and what to keep; it gets metrics, weights and the test score.</param>
    /// <returns>The epochs as they end, at most <see cref="TrialContext.Epochs"/>.</returns>
    /// <exception cref="HyperException">An option breaks a rule, the loss is not finite, or libtorch refused a call.</exception>
    /// <exception cref="TrialPrunedException">The loss is not finite, and <see cref="TrainerOptions.PruneDiverged"/> is set.</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public static IEnumerable<EpochResult> Run(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        options.Validate();
        Presence.Require(device(context.Device));
        return Epochs(model, data, options, context);
    }

    private static IEnumerable<EpochResult> Epochs(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context)
    {
        var checkpoint = TrialCheckpoint.Of(model, data, options, context);
        using var member = FusedTraining.Join(model, data, options, context, checkpoint);
        foreach (var epoch in member is null ? Alone(model, data, options, context, checkpoint) : Together(member, checkpoint))
        {
            yield return epoch;
        }
    }

    // the steps are taken for all members at once; what each one shows goes its own way from here
    private static IEnumerable<EpochResult> Together(FusedMember member, TrialCheckpoint? checkpoint)
    {
        ITraining training = checkpoint is null ? member : new ResumableTraining(member, checkpoint, member.Past, null);
        for (var number = 1; number <= member.Context.Epochs; number++)
        {
            yield return Noted(training, number, member.Options, member.Context);
        }
    }

    private static IEnumerable<EpochResult> Alone(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context, TrialCheckpoint? checkpoint)
    {
        using var run = new TrainingRun(model, data, options, context);
        using var best = new BestWeights(run.Model, context);
        ITraining training = checkpoint is null ? run : new ResumableTraining(run, checkpoint, Resume(run, best, checkpoint), best);
        for (var number = 1; number <= context.Epochs; number++)
        {
            var epoch = Noted(training, number, options, context);
            using (run.Averaged())
            {
                best.Offer(epoch);
            }

            yield return epoch;
        }

        best.Restore();
        if (context.ScoreTest)
        {
            context.TestScore = run.TestScore();
        }

        if (context.WeightsFile is { } file)
        {
            WeightsWriting.Save(file, run.Model.state_dict());
        }
    }

    private static IReadOnlyList<EpochResult> Resume(TrainingRun run, BestWeights best, TrialCheckpoint checkpoint)
    {
        using var scope = NewDisposeScope();
        if (checkpoint.Find(run.Model) is not { } found)
        {
            return [];
        }

        run.ReadFrom(found.State);
        best.ReadFrom(found.State);
        checkpoint.Resumed(found);
        return found.Epochs;
    }

    private static EpochResult Noted(ITraining training, int number, TrainerOptions options, TrialContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var epoch = training.Epoch(number);
        ThrowIfDiverged(epoch, options);
        context.Log(number, "train_value", context.Metric.EndsWith("loss", StringComparison.Ordinal) ? epoch.TrainLoss : epoch.TrainAccuracy);
        context.Log(number, "train_loss", epoch.TrainLoss);
        context.Log(number, "validation_loss", epoch.ValidationLoss);
        if (epoch.GradientNorm is { } norm)
        {
            context.Log(number, "gradient_norm", norm);
        }

        return epoch;
    }

    private static void ThrowIfDiverged(EpochResult epoch, TrainerOptions options)
    {
        if (!double.IsFinite(epoch.TrainLoss) || !double.IsFinite(epoch.ValidationLoss))
        {
            var rate = options.LearningRate.ToString("R", CultureInfo.InvariantCulture);
            var reason = $"diverged: the loss of epoch {epoch.Number} is not finite at learning rate {rate}. Lower the learning rate or the upper end of its range.";
            throw options.PruneDiverged ? new TrialPrunedException(reason) : new HyperException(reason);
        }
    }
}
