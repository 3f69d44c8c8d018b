namespace HyperScaffold.Phases;

/// <summary>By how much a loss ends above its minimum.</summary>
/// <param name="Amount">The mean of its end, less its minimum, in the loss's unit.</param>
/// <param name="Jitter">Its step-to-step deviation at the end, in the same unit.</param>
/// <param name="Epoch">Where the minimum lies.</param>
/// <param name="IsClear">Whether the rise exceeds the jitter and what follows the minimum rises beyond chance.</param>
internal readonly record struct LossRise(double Amount, double Jitter, int Epoch, bool IsClear);
