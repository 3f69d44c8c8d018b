using HyperScaffold.Studies;
using HyperScaffold.TestWorker;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

[assembly: TuningPlan("toy", Metric = "validation_loss", Direction = StudyDirection.Minimize, Epochs = 4, Seed = 1)]

return args is ["claim", var url, var study]
    ? Claimer.Run(url, study)
    : TrainingProgram.Run(args, Toy.Fit);
