using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

/// <summary>The curves of real trainings, one value an epoch.</summary>
internal sealed class RecordedCurves(string validation, string train, string trainLoss, string validationLoss)
{
    /// <summary>The scaffolded digits network on 150 training rows at its tuned learning rate: training is perfect, the validation loss stays at 0.32.</summary>
    public static readonly RecordedCurves FewRows = new(
        "0.4, 0.28, 0.6767, 0.7367, 0.8333, 0.8467, 0.85, 0.8467, 0.8633, 0.8567, 0.8967, 0.8833, 0.8867, 0.8833, 0.9033, 0.89, 0.9067, 0.91, 0.8967, 0.89, 0.8967, 0.9, 0.8967, 0.9067, 0.91, 0.91, 0.9133, 0.91, 0.9067, 0.9067",
        "0.4267, 0.2867, 0.6933, 0.7933, 0.88, 0.92, 0.9533, 0.9533, 0.9667, 0.98, 0.9867, 0.98, 1, 0.98, 1, 0.9933, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1",
        "2.209, 2.014, 1.619, 1.101, 0.6553, 0.3925, 0.2713, 0.1971, 0.1473, 0.0883, 0.07209, 0.05891, 0.03242, 0.07362, 0.01943, 0.03006, 0.01841, 0.01804, 0.01804, 0.01178, 0.01122, 0.009484, 0.01362, 0.009589, 0.007254, 0.007494, 0.006358, 0.00601, 0.005816, 0.005535",
        "2.224, 2.046, 1.682, 1.219, 0.7905, 0.5459, 0.4623, 0.4107, 0.4281, 0.4136, 0.3327, 0.36, 0.3435, 0.3777, 0.3183, 0.3493, 0.3004, 0.3125, 0.3521, 0.3421, 0.3276, 0.3258, 0.3639, 0.3406, 0.3204, 0.3234, 0.3275, 0.3322, 0.3296, 0.3175");

    /// <summary>The same network on 1,200 rows at a large learning rate: the validation loss rises slowly from its minimum in epoch 14.</summary>
    public static readonly RecordedCurves RisingRows = new(
        "0.89, 0.92, 0.9567, 0.95, 0.9533, 0.97, 0.9567, 0.9767, 0.97, 0.9633, 0.9667, 0.9767, 0.9767, 0.98, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767, 0.9767",
        "0.8908, 0.9017, 0.9725, 0.9567, 0.97, 0.9958, 0.9942, 0.9992, 0.9975, 0.9917, 0.9867, 0.9992, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1",
        "0.3008, 0.2854, 0.09909, 0.1051, 0.08933, 0.02423, 0.0194, 0.01176, 0.009642, 0.01966, 0.03363, 0.004617, 0.002967, 0.001866, 0.001195, 0.0009383, 0.0008314, 0.000765, 0.0007132, 0.0006838, 0.0006496, 0.0006237, 0.0006013, 0.0005831, 0.0005644, 0.0005456, 0.0005309, 0.0005147, 0.0005007, 0.000488",
        "0.2919, 0.2778, 0.148, 0.1574, 0.1993, 0.1185, 0.1359, 0.1045, 0.09663, 0.1257, 0.1072, 0.08209, 0.08378, 0.07011, 0.07828, 0.08192, 0.08256, 0.08366, 0.0831, 0.08383, 0.08549, 0.08514, 0.08552, 0.08649, 0.08649, 0.08752, 0.08577, 0.0879, 0.0879, 0.08774");

    /// <summary>The same on 150 rows at the default learning rate: nothing is learned yet.</summary>
    public static readonly RecordedCurves DefaultRate = new(
        "0.1, 0.1, 0.1, 0.1, 0.09667, 0.09667, 0.1, 0.1067, 0.11, 0.1167, 0.13, 0.14, 0.1467, 0.17, 0.1867, 0.2033, 0.2267, 0.26, 0.2867, 0.3233, 0.3367, 0.3433, 0.3567, 0.3733, 0.4, 0.42, 0.43, 0.45, 0.4767, 0.4867",
        "0.1, 0.1, 0.1, 0.1, 0.1067, 0.1067, 0.12, 0.12, 0.14, 0.14, 0.1533, 0.1667, 0.1667, 0.18, 0.1933, 0.22, 0.2467, 0.2733, 0.3067, 0.3267, 0.3467, 0.3667, 0.3733, 0.4, 0.4333, 0.4533, 0.5133, 0.5267, 0.5533, 0.56",
        "2.311, 2.309, 2.306, 2.303, 2.299, 2.295, 2.291, 2.287, 2.283, 2.279, 2.275, 2.271, 2.267, 2.262, 2.258, 2.254, 2.25, 2.246, 2.241, 2.237, 2.233, 2.229, 2.225, 2.221, 2.216, 2.212, 2.208, 2.204, 2.199, 2.195",
        "2.314, 2.312, 2.31, 2.307, 2.304, 2.3, 2.297, 2.293, 2.29, 2.286, 2.282, 2.279, 2.275, 2.271, 2.267, 2.264, 2.26, 2.256, 2.252, 2.249, 2.245, 2.241, 2.238, 2.234, 2.23, 2.226, 2.223, 2.219, 2.215, 2.211");

    /// <summary>The same on 1,200 rows with a small learning rate: both losses fall to the end.</summary>
    public static readonly RecordedCurves StillFalling = new(
        "0.13, 0.18, 0.24, 0.3467, 0.4267, 0.5167, 0.6367, 0.7, 0.7367, 0.78, 0.7867, 0.7967, 0.81, 0.82, 0.83, 0.8267, 0.83, 0.84, 0.8433, 0.85, 0.85, 0.86, 0.8533, 0.8667, 0.8633, 0.8667, 0.88, 0.8833, 0.8867, 0.8933",
        "0.1275, 0.1833, 0.235, 0.3192, 0.4358, 0.5208, 0.6208, 0.6767, 0.725, 0.7567, 0.7783, 0.7958, 0.8083, 0.8175, 0.8308, 0.8367, 0.8342, 0.8517, 0.8525, 0.8567, 0.8617, 0.8667, 0.8667, 0.8717, 0.8725, 0.8767, 0.8825, 0.8842, 0.8867, 0.8925",
        "2.276, 2.25, 2.222, 2.194, 2.166, 2.137, 2.107, 2.076, 2.043, 2.009, 1.973, 1.935, 1.896, 1.855, 1.812, 1.768, 1.723, 1.677, 1.63, 1.581, 1.533, 1.485, 1.436, 1.388, 1.341, 1.295, 1.249, 1.205, 1.162, 1.121",
        "2.277, 2.25, 2.222, 2.194, 2.165, 2.135, 2.104, 2.072, 2.039, 2.004, 1.968, 1.929, 1.889, 1.847, 1.804, 1.76, 1.714, 1.667, 1.619, 1.57, 1.522, 1.473, 1.424, 1.375, 1.327, 1.28, 1.235, 1.19, 1.147, 1.105");

    /// <summary>The curves as a complete trial keeps them.</summary>
    public FrozenTrial ToTrial()
    {
        var reports = Numbers(validation);
        object?[] Curve(string numbers) => [.. Numbers(numbers).Select((v, i) => (object?)new object?[] { (long)(i + 1), v })];
        var metrics = new Dictionary<string, object?> { ["train_value"] = Curve(train), ["train_loss"] = Curve(trainLoss), ["validation_loss"] = Curve(validationLoss) };
        return new FrozenTrial
        {
            Id = 1,
            Number = 0,
            State = TrialState.Complete,
            Value = reports.Max(),
            IntermediateValues = [.. reports.Select((v, i) => new IntermediateValue(i + 1, v))],
            UserAttributes = ImmutableDictionary<string, string>.Empty.Add(TrialAttributes.Metrics, PythonJson.Write(metrics)),
        };
    }

    private static double[] Numbers(string text) => [.. text.Split(", ").Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
}
