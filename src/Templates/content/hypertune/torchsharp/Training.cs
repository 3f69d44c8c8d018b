namespace Digits;

/// <summary>What an epoch showed. The plan's metric is one of these: validation_accuracy is ValidationAccuracy.</summary>
public sealed record Epoch(int Number, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy);

/// <summary>How one configuration is trained: SGD with momentum, in a plain loop over TorchSharp.</summary>
public static class Training
{
    private const double Momentum = 0.9;
    private const long ScoredTrainRows = 2000;
    private const int RowsAtOnce = 1000;

    public static IEnumerable<Epoch> Fit(HyperParameters hp, TrialContext context)
    {
        manual_seed(context.Seed);
        var place = device(context.Device);
        var (train, validation, test) = (Data.Split.Train.To(place), Data.Split.Validation.To(place), Data.Split.Test.To(place));
        using var model = new Model(hp);
        model.to(place);
        using var sgd = optim.SGD(model.parameters(), hp.LearningRate, Momentum, 0, hp.WeightDecay);
        var best = new BestEpoch(context);
        for (var number = 1; number <= context.Epochs; number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            TrainEpoch(model, sgd, train, hp, context, number);
            var (trainLoss, trainAccuracy) = Score(model, train, ScoredTrainRows);
            var (loss, accuracy) = Score(model, validation, validation.Count);
            context.Log(number, "train_value", trainAccuracy);
            context.Log(number, "train_loss", trainLoss);
            context.Log(number, "validation_loss", loss);
            best.Offer(model, accuracy);
            yield return new Epoch(number, trainLoss, trainAccuracy, loss, accuracy);
        }

        best.Restore(model);
        if (context.ScoreTest)
        {
            context.TestScore = Score(model, test, test.Count).Accuracy;
        }

        if (context.WeightsFile is { } file)
        {
            Weights.Save(file, model.state_dict());
        }
    }

    private static void TrainEpoch(Model model, optim.Optimizer sgd, Part rows, HyperParameters hp, TrialContext context, int number)
    {
        using var epoch = NewDisposeScope();
        model.train();
        var order = randperm(rows.Count).to(rows.Labels.device);
        var steps = (rows.Count + hp.BatchSize - 1) / hp.BatchSize;
        for (var i = 0L; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            var batch = order.narrow(0, i * hp.BatchSize, Math.Min(hp.BatchSize, rows.Count - (i * hp.BatchSize)));
            foreach (var group in sgd.ParamGroups)
            {
                group.LearningRate = hp.LearningRate * Factor(hp.Schedule, ((number - 1) * steps) + i, steps * context.Epochs);
            }

            sgd.zero_grad();
            var logits = model.call(rows.Features.index_select(0, batch));
            functional.cross_entropy(logits, rows.Labels.index_select(0, batch)).backward();
            sgd.step();
        }
    }

    // what the learning rate is multiplied by at a step
    private static double Factor(string schedule, long step, long steps)
    {
        var place = (double)step / Math.Max(steps - 1, 1);
        const double Rising = 0.3;
        return schedule switch
        {
            "cosine" => Cosine(1, 0, place),
            "one_cycle" when place < Rising => Cosine(0.04, 1, place / Rising),
            "one_cycle" => Cosine(1, 0, (place - Rising) / (1 - Rising)),
            _ => 1,
        };
    }

    private static double Cosine(double from, double to, double place) => to + ((from - to) * (1 + Math.Cos(Math.PI * place)) / 2);

    private static (double Loss, double Accuracy) Score(Model model, Part rows, long most)
    {
        model.eval();
        using var quiet = no_grad();
        var (loss, right, count) = (0.0, 0.0, Math.Min(most, rows.Count));
        for (var first = 0L; first < count; first += RowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var batch = Math.Min(RowsAtOnce, count - first);
            var labels = rows.Labels.narrow(0, first, batch);
            var logits = model.call(rows.Features.narrow(0, first, batch));
            loss += functional.cross_entropy(logits, labels).ToDouble() * batch;
            right += logits.argmax(1).eq(labels).sum().ToDouble();
        }

        return (loss / count, right / count);
    }
}
