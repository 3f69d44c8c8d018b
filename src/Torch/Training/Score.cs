namespace HyperScaffold.Torch.Training;

/// <summary>How a model does on a part of the data, in evaluation.</summary>
/// <param name="Loss">The mean loss over the rows.</param>
/// <param name="Accuracy">The share of right answers.</param>
internal sealed record Score(double Loss, double Accuracy);
