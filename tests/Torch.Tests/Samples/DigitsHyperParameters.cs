namespace Digits;

// what `dotnet hyper generate` writes for the digits plan
public sealed record HyperParameters
{
    public double LearningRate { get; init; } = 0.001;

    public int BatchSize { get; init; } = 64;

    public string Schedule { get; init; } = "constant";

    public double WeightDecay { get; init; }

    public double Dropout { get; init; }

    public int Hidden { get; init; } = 128;

    public static HyperParameters Default { get; } = new();
}
