namespace HyperScaffold.Torch.Formats;

/// <summary>A Python object that a pickle names: its module and name with a blank between.</summary>
internal sealed record PickleGlobal(string Name);
