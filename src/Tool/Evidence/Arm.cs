namespace HyperScaffold.Tool.Evidence;

/// <summary>One way to tune.</summary>
/// <param name="Name">Its name, in a few words.</param>
/// <param name="Run">Tunes once; what it needs comes from the bench.</param>
internal sealed record Arm(string Name, Func<Bench, ArmEnd> Run);
