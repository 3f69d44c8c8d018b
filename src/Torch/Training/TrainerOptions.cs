using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Schedules;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>How <see cref="Trainer"/> trains. Immutable; checked as a whole before the first step.</summary>
public sealed record TrainerOptions
{
    /// <summary>Gets the step size, above 0.</summary>
    /// <value>The default is 0.001.</value>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>Gets the rows of a step, at least 1; the last step of an epoch takes what is left.</summary>
    /// <value>The default is 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Gets how the learning rate changes over the steps: a name of <see cref="Schedules.Schedule.Names"/>.</summary>
    /// <value>The default is <c>constant</c>.</value>
    public string Schedule { get; init; } = "constant";

    /// <summary>Gets the optimizer.</summary>
    /// <value>The default is <see cref="OptimizerKind.Sgd"/>.</value>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Gets the momentum of SGD, in [0, 1); the others do not use it.</summary>
    /// <value>The default is 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Gets a value indicating whether SGD looks ahead along its momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Gets how much of the mean gradient a step of Adam, AdamW or NAdam keeps, in [0, 1).</summary>
    /// <value>The default is 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Gets how much of the mean squared gradient a step of Adam, AdamW or NAdam keeps, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Gets what Adam, AdamW, NAdam and RMSprop add to the root of the mean squared gradient, above 0.</summary>
    /// <value>The default is 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Gets the weight decay, at least 0: AdamW shrinks the weights by it, the others add it to the gradients.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gets how much of each target is spread over all classes, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets the largest norm of all gradients together, above 0; the epoch's mean norm is logged as <c>gradient_norm</c>.</summary>
    /// <value>The default is null: gradients stay as they are.</value>
    public double? ClipNorm { get; init; }

    /// <summary>Gets how many steps the learning rate rises from near 0 before its schedule begins, at least 0.</summary>
    /// <value>The default is 0.</value>
    public int WarmupSteps { get; init; }

    /// <summary>Gets how many batches make up one step, at least 1: a step of many rows in the memory of few.</summary>
    /// <value>The default is 1.</value>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>Gets how much of the running average of the weights a step keeps, in [0, 1); the average is what is scored and written.</summary>
    /// <value>The default is 0: no average.</value>
    public double EmaDecay { get; init; }

    /// <summary>Gets in what products and convolutions are computed.</summary>
    /// <value>The default is <see cref="Precision.Float32"/>.</value>
    public Precision Precision { get; init; }

    /// <summary>Gets the random changes of the pictures to train on; they are made on the CPU, a batch ahead of the training.</summary>
    /// <value>The default is null: rows are taken as they are.</value>
    public Augmentation? Augmentation { get; init; }

    /// <summary>
    /// Gets a value indicating whether the rows to train on stay in the CPU's memory, and batches go to the device as they
    /// are needed: for data that the device's memory does not hold. Otherwise all rows are copied there once, which is faster.
    /// </summary>
    public bool StreamRows { get; init; }

    /// <summary>
    /// Gets a value indicating whether a trial whose loss is not finite ends as pruned, with the value of its last report,
    /// instead of as failed.
    /// </summary>
    public bool PruneDiverged { get; init; }

    /// <summary>Gets how many fixed rows of the training part are scored after each epoch, at least 1.</summary>
    /// <value>The default is 2,000.</value>
    public int ScoredTrainRows { get; init; } = 2000;

    /// <summary>
    /// Gets the least time between two checkpoints of a trial, in seconds, at least 0. A trial whose worker was killed goes
    /// on from its last one with the same losses. Checkpoints are written between epochs, never so often that they take
    /// more than a fiftieth of the time, and removed when the trial ends.
    /// </summary>
    /// <value>The default is 10; 0 writes one after every epoch, whatever it costs, and infinity none.</value>
    public double CheckpointSeconds { get; init; } = 10;

    /// <summary>Gets the clock that an epoch is timed by.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Checks every option.</summary>
    /// <exception cref="HyperException">Options break rules; the message lists them all.</exception>
    public void Validate()
    {
        var checks = new OptionChecks();
        CheckSteps(checks);
        CheckOptimizer(checks);
        checks.Throw(nameof(TrainerOptions));
    }

    /// <summary>Gets a value indicating whether batches are made one by one.</summary>
    internal bool Streams => StreamRows || Augmentation is { IsNone: false };

    internal Loader CreateLoader(Samples samples, long seed, string device) =>
        new(samples, new LoaderOptions { BatchSize = BatchSize, Seed = seed, Augmentation = Augmentation, Device = device });

    internal optim.Optimizer CreateOptimizer(IEnumerable<Parameter> parameters) => Optimizer switch
    {
        OptimizerKind.Adam => optim.Adam(parameters, LearningRate, Beta1, Beta2, Epsilon, weight_decay: WeightDecay),
        OptimizerKind.AdamW => optim.AdamW(parameters, LearningRate, Beta1, Beta2, Epsilon, weight_decay: WeightDecay),
        OptimizerKind.NAdam => optim.NAdam(parameters, LearningRate, Beta1, Beta2, Epsilon, weight_decay: WeightDecay),
        OptimizerKind.RmsProp => optim.RMSProp(parameters, LearningRate, eps: Epsilon, weight_decay: WeightDecay),
        _ => optim.SGD(parameters, LearningRate, Momentum, weight_decay: WeightDecay, nesterov: Nesterov),
    };

    internal ISchedule CreateSchedule()
    {
        var schedule = Schedules.Schedule.Parse(Schedule);
        return WarmupSteps > 0 ? new WarmupSchedule(schedule, WarmupSteps) : schedule;
    }

    private void CheckSteps(OptionChecks checks)
    {
        checks.AboveZero(nameof(LearningRate), LearningRate, "Start from 0.001");
        checks.AtLeast(1, nameof(BatchSize), BatchSize, "Start from 64");
        checks.AtLeast(1, nameof(AccumulationSteps), AccumulationSteps, "Leave it at 1");
        checks.AtLeast(0, nameof(WarmupSteps), WarmupSteps, "Start from 0");
        checks.AtLeast(1, nameof(ScoredTrainRows), ScoredTrainRows, "Leave it at 2000");
        checks.That(CheckpointSeconds >= 0, nameof(CheckpointSeconds), CheckpointSeconds, "it must be at least 0", "Leave it at 10");
        Augmentation?.Check(checks);
        checks.That(Schedules.Schedule.Names.Contains(Schedule), nameof(Schedule), Schedule, $"it must be one of {string.Join(", ", Schedules.Schedule.Names)}", "Use one of these names");
    }

    private void CheckOptimizer(OptionChecks checks)
    {
        checks.That(Enum.IsDefined(Optimizer), nameof(Optimizer), Optimizer, $"it must be one of {string.Join(", ", Enum.GetNames<OptimizerKind>())}", "Use one of these");
        checks.That(Enum.IsDefined(Precision), nameof(Precision), Precision, $"it must be one of {string.Join(", ", Enum.GetNames<Precision>())}", "Use one of these");
        checks.Share(nameof(Momentum), Momentum, "Start from 0.9");
        checks.Share(nameof(Beta1), Beta1, "Start from 0.9");
        checks.Share(nameof(Beta2), Beta2, "Start from 0.999");
        checks.AboveZero(nameof(Epsilon), Epsilon, "Start from 1e-8");
        checks.That(!Nesterov || Momentum > 0, nameof(Nesterov), Nesterov, "it needs a momentum", "Set Momentum above 0");
        checks.That(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "it must be at least 0 and finite", "Start from 0");
        checks.Share(nameof(LabelSmoothing), LabelSmoothing, "Start from 0");
        checks.Share(nameof(EmaDecay), EmaDecay, "Start from 0.999");
        checks.AboveZero(nameof(ClipNorm), ClipNorm ?? 1, "Start from 1");
    }
}
