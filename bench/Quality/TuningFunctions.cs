using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Quality;

/// <summary>Surrogates of training: what tuning a network looks like, with a known best configuration of value 0.</summary>
public static class TuningFunctions
{
    public static IEnumerable<BenchFunction> All =>
    [
        new("learning-rate-1", SearchSpace.Empty.Float("lr", 1e-6, 10, log: true), LearningRate),
        new("momentum-diverging-3", MomentumSpace, Momentum),
        new("ridge-mixed-6", RidgeSpace, Ridge),
        new("network-mixed-5", NetworkSpace, Network),
        new("optimizer-conditional-7", OptimizerSpace, Optimizer),
        new("switches-conditional-6", SwitchSpace, Switches),
        new("whole-numbers-4", WholeSpace, Whole),
        new("noisy-regularization-3", NoisySpace, Regularization, Noise: 0.05),
        new("noisy-quadratic-5", QuadraticSpace, Quadratic, Noise: 0.1),
    ];

    private static SearchSpace MomentumSpace => SearchSpace.Empty.Float("lr", 1e-5, 10, log: true).Float("momentum", 0, 0.99).Float("decay", 1e-6, 1e-1, log: true);

    private static SearchSpace RidgeSpace => SearchSpace.Empty.Float("lr", 1e-5, 1, log: true).Int("batch", 16, 512, log: true).Float("decay", 1e-6, 0.1, log: true)
        .Float("dropout", 0, 0.6, step: 0.05).Int("warmup", 0, 10).Categorical("optimizer", ["sgd", "adam", "rmsprop"]);

    private static SearchSpace NetworkSpace => SearchSpace.Empty.Float("lr", 1e-5, 1e-1, log: true).Int("width", 16, 1024, log: true).Int("layers", 1, 8)
        .Float("dropout", 0, 0.8).Categorical("activation", ["relu", "gelu", "tanh", "sigmoid"]);

    private static SearchSpace OptimizerSpace => SearchSpace.Empty.Categorical("optimizer", ["sgd", "adam", "lion"])
        .Float("sgd_lr", 1e-4, 10, log: true, condition: new("optimizer", [0])).Float("sgd_momentum", 0, 0.99, condition: new("optimizer", [0]))
        .Float("adam_lr", 1e-6, 1e-1, log: true, condition: new("optimizer", [1])).Float("adam_beta", 0.8, 0.999, condition: new("optimizer", [1]))
        .Float("lion_lr", 1e-7, 1e-2, log: true, condition: new("optimizer", [2])).Float("decay", 1e-6, 0.1, log: true);

    private static SearchSpace SwitchSpace => SearchSpace.Empty.Float("lr", 1e-5, 1e-1, log: true)
        .Float("decay", 1e-6, 0.1, log: true, disabled: 0).Float("dropout", 0.05, 0.7, disabled: 0).Categorical("schedule", ["constant", "cosine"]);

    private static SearchSpace WholeSpace => SearchSpace.Empty.Int("layers", 1, 12).Int("heads", 1, 16).Int("width", 64, 512, step: 32).Categorical("norm", ["batch", "layer", "none"]);

    private static SearchSpace NoisySpace => SearchSpace.Empty.Float("lr", 1e-5, 1, log: true).Float("decay", 1e-6, 0.1, log: true).Float("dropout", 0, 0.7);

    private static SearchSpace QuadraticSpace => Enumerable.Range(1, 5).Aggregate(SearchSpace.Empty, (space, i) => space.Float($"x{i}", -1, 1));

    // flat for small rates, a narrow valley, then a wall
    private static double? LearningRate(Point p)
    {
        var t = p.Log("lr") + 1.3;
        return t < 0 ? 2 * (1 - Math.Exp(-0.35 * t * t)) : Math.Min(2.3, 3 * t * t);
    }

    // the best rate lies close under the one that diverges: lr / (1 - momentum) counts
    private static double? Momentum(Point p)
    {
        var effective = p.Log("lr") - Math.Log10(1 - p["momentum"]);
        return effective > 0.35 ? null : (0.15 * Math.Pow(effective - 0.1, 2)) + (0.5 * Math.Pow(p["momentum"] - 0.9, 2)) + (0.02 * Math.Pow(p.Log("decay") + 3.5, 2));
    }

    private static double? Ridge(Point p)
    {
        var shift = p.Choice("optimizer") switch { "sgd" => 1.2, "adam" => 0, _ => -0.3 };
        var best = -2.8 + shift + (0.5 * Math.Log10(p["batch"] / 64));
        var loss = p.Choice("optimizer") switch { "sgd" => 0.02, "adam" => 0, _ => 0.05 };
        return loss + (0.12 * Math.Pow(p.Log("lr") - best, 2)) + (0.03 * Math.Pow(Math.Log2(p["batch"] / 64), 2) / 4)
            + (0.01 * Math.Pow(p.Log("decay") + 3, 2)) + (0.2 * Math.Pow(p["dropout"] - 0.25, 2)) + (0.0005 * Math.Pow(p["warmup"] - 3, 2));
    }

    private static double? Network(Point p)
    {
        var loss = p.Choice("activation") switch { "relu" => 0.03, "gelu" => 0, "tanh" => 0.08, _ => 0.3 };
        var best = -2.5 - (0.35 * Math.Log2(p["width"] / 128)) - (0.05 * (p["layers"] - 3));
        var fit = Math.Min(1.5, 0.25 * Math.Pow(p.Log("lr") - best, 2));
        var size = 0.02 * Math.Pow(Math.Log2(p["width"] / 256), 2);
        return loss + fit + size + (0.015 * Math.Pow(p["layers"] - 3, 2)) + (0.3 * Math.Pow(p["dropout"] - 0.2 - (0.05 * Math.Log2(p["width"] / 256)), 2));
    }

    private static double? Optimizer(Point p)
    {
        var own = p.Choice("optimizer") switch
        {
            "sgd" => 0.04 + (0.1 * Math.Pow(p.Log("sgd_lr") + 1, 2)) + (0.3 * Math.Pow(p["sgd_momentum"] - 0.9, 2)),
            "adam" => (0.15 * Math.Pow(p.Log("adam_lr") + 2.7, 2)) + (2 * Math.Pow(p["adam_beta"] - 0.95, 2)),
            _ => 0.02 + (0.2 * Math.Pow(p.Log("lion_lr") + 4, 2)),
        };
        return own + (0.02 * Math.Pow(p.Log("decay") + 3, 2));
    }

    private static double? Switches(Point p)
    {
        var decay = p.Flag("use_decay") ? 0.03 * Math.Pow(p.Log("decay") + 2.5, 2) : 0.1;
        var dropout = p.Flag("use_dropout") ? 0.02 + (0.4 * Math.Pow(p["dropout"] - 0.3, 2)) : 0;
        var best = p.Choice("schedule") == "cosine" ? -2 : -2.6;
        return decay + dropout + (p.Choice("schedule") == "cosine" ? 0 : 0.05) + (0.15 * Math.Pow(p.Log("lr") - best, 2));
    }

    private static double? Whole(Point p)
    {
        var norm = p.Choice("norm") switch { "layer" => 0, "batch" => 0.05, _ => 0.2 };
        return norm + (0.01 * Math.Pow(p["layers"] - 7, 2)) + (0.004 * Math.Pow(p["heads"] - 6, 2)) + (0.3 * Math.Pow((p["width"] / 320) - 1, 2))
            + (0.002 * Math.Abs((p["layers"] - 7) * (p["heads"] - 6)));
    }

    private static double? Regularization(Point p) =>
        (0.1 * Math.Pow(p.Log("lr") + 1.7, 2)) + (0.03 * Math.Pow(p.Log("decay") + 3.2 + (1.5 * (p["dropout"] - 0.3)), 2)) + (0.5 * Math.Pow(p["dropout"] - 0.3, 2));

    private static double? Quadratic(Point p) => Enumerable.Range(1, 5).Sum(i => (1.0 / i) * Math.Pow(p[$"x{i}"] - (0.6 * Math.Cos(2 * i)), 2));
}
