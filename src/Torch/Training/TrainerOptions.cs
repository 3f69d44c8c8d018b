using System.Globalization;
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

    /// <summary>Gets the momentum of SGD, in [0, 1); Adam does not use it.</summary>
    /// <value>The default is 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Gets a value indicating whether SGD looks ahead along its momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Gets how much of each weight is added to its gradient, at least 0.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gets how much of each target is spread over all classes, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets how many fixed rows of the training part are scored after each epoch, at least 1.</summary>
    /// <value>The default is 2,000.</value>
    public int ScoredTrainRows { get; init; } = 2000;

    /// <summary>Gets the clock that an epoch is timed by.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Checks every option.</summary>
    /// <exception cref="HyperException">Options break rules; the message lists them all.</exception>
    public void Validate()
    {
        List<Problem> problems = [];
        void Check(bool holds, string name, object value, string rule, string remedy)
        {
            if (!holds)
            {
                problems.Add(new Problem(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty, rule, remedy));
            }
        }

        Check(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "it must be above 0 and finite", "Start from 0.001");
        Check(BatchSize >= 1, nameof(BatchSize), BatchSize, "it must be at least 1", "Start from 64");
        Check(Schedules.Schedule.Names.Contains(Schedule), nameof(Schedule), Schedule, $"it must be one of {string.Join(", ", Schedules.Schedule.Names)}", "Use one of these names");
        Check(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "it must be in [0, 1)", "Start from 0.9");
        Check(!Nesterov || Momentum > 0, nameof(Nesterov), Nesterov, "it needs a momentum", "Set Momentum above 0");
        Check(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "it must be at least 0 and finite", "Start from 0");
        Check(LabelSmoothing is >= 0 and < 1, nameof(LabelSmoothing), LabelSmoothing, "it must be in [0, 1)", "Start from 0");
        Check(ScoredTrainRows >= 1, nameof(ScoredTrainRows), ScoredTrainRows, "it must be at least 1", "Leave it at 2000");
        HyperException.ThrowIfAny(nameof(TrainerOptions), problems);
    }

    internal optim.Optimizer CreateOptimizer(IEnumerable<Parameter> parameters) => Optimizer switch
    {
        OptimizerKind.Adam => optim.Adam(parameters, LearningRate, weight_decay: WeightDecay),
        _ => optim.SGD(parameters, LearningRate, Momentum, weight_decay: WeightDecay, nesterov: Nesterov),
    };

    internal ISchedule CreateSchedule() => Schedules.Schedule.Parse(Schedule);
}
