using HyperScaffold.Spaces;
using HyperScaffold.Studies;

namespace HyperScaffold.Bench.Torture;

/// <summary>A trial whose value can be checked afterwards: it follows from its parameter, and so does each report.</summary>
[Objective("torture")]
public static class TortureTrial
{
    public const string Study = "bench-torture";
    public const int Epochs = 3;
    private const int LongestPause = 30;

    public static SearchSpace Space { get; } = SearchSpace.Empty.Float("x", -5, 5);

    public static double Evaluate(Trial trial)
    {
        var x = trial.SuggestFloat("x", -5, 5);
        var random = RandomSource.For(1, trial.Number, "pause");
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            Thread.Sleep(random.NextIndex(LongestPause));
            trial.Report(Value(x, epoch), epoch);
        }

        return trial.BestReported;
    }

    public static double Value(double x, int epoch) => Math.Pow(x - 2, 2) + (1.0 / epoch);
}
