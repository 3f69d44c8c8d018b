using HyperScaffold.Studies;
using HyperScaffold.Torch.Tests.Checkpoints;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

[assembly: TuningPlan("torch", Metric = "validation_loss", Direction = StudyDirection.Minimize, Epochs = KilledTraining.Epochs, Seed = 1)]

return args is ["worker" or "train", ..]
    ? TrainingProgram.Run(args, KilledTraining.Final)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
