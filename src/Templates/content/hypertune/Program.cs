using Digits;
using HyperScaffold.Workers;

return TrainingProgram.Run(args, context => Training.Fit(HyperParameters.Tuned, context));
