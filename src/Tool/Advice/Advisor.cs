using System.Globalization;
using HyperScaffold.Guidance;
using HyperScaffold.Tool.Views;

namespace HyperScaffold.Tool.Advice;

/// <summary>Decides whether to tune at all, and how. The thresholds are defaults without a source.</summary>
internal static class Advisor
{
    private const int TinyRows = 200;
    private const double ByHandBelow = 10;
    private const double ModelFrom = 20;
    private const double GridBelow = 40;
    private const int FewParameters = 2;
    private const double TrialsOfEach = 10;

    // three candidates with three seeds and the baseline, in each of three phases; one candidate and two seeds, once
    private const double LongConfirm = 36;
    private const double ShortConfirm = 4;
    private const string ConfirmLess = "confirm: { top: 1, seeds: 2 }";

    /// <summary>Gives an advice.</summary>
    /// <param name="situation">What it depends on.</param>
    /// <returns>The advice.</returns>
    public static Recommendation Advise(Situation situation) => NotYet(situation) ?? Method(situation);

    /// <summary>Finds a reason not to tune that holds however much time there is.</summary>
    /// <param name="s">What it depends on.</param>
    /// <returns>The advice, or null.</returns>
    public static Recommendation? NotYet(Situation s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (s.Underfits)
        {
            return new Recommendation(
                "none",
                "Do not tune yet. Make the model fit its training data first.",
                [.. s.UnderfitsBecause is { } seen ? new[] { seen } : [], "a model that underfits needs a working learning rate, more capacity or more steps, not regularization or another batch size"],
                [AdviceStep.Type("dotnet hyper lr find"), AdviceStep.Write("a larger model into Model.cs, or a larger budget: { epochs: } into hyper.yaml"), AdviceStep.Type("dotnet hyper train")]);
        }

        if (s.Rows < TinyRows)
        {
            return new Recommendation(
                "none",
                "Do not tune: there is too little data to tell a better configuration from a luckier one.",
                [$"with a fifth of {s.Rows} rows to validate, one row changes the accuracy by {PlanEffort.Text(100.0 / Math.Max(1, s.Rows!.Value / 5))} percent points", $"below {TinyRows} rows more data is worth more than other hyperparameters"],
                [AdviceStep.Type("dotnet hyper train")]);
        }

        return s.FineTunes
            ? new Recommendation(
                "none",
                "Do not tune: take the published settings of the model, and try three learning rates at most.",
                ["the defaults of a fine-tuned model come from a search larger than yours"],
                [AdviceStep.Write("the published settings as defaults into hyper.yaml"), AdviceStep.Type("dotnet hyper generate"), AdviceStep.Type("dotnet hyper train")])
            : null;
    }

    private static Recommendation Method(Situation s)
    {
        var each = CostText.Time(s.EpochSeconds * s.Epochs);
        var fits = $"{PlanEffort.Text(s.Trainings)} full {(s.Trainings == 1 ? "training fits" : "trainings fit")} into the time: {each} each" + (s.Workers > 1 ? $", {s.Workers} at once" : string.Empty);
        return s.Trainings switch
        {
            < 1 => new Recommendation("none", "Do not tune: not one full training fits into the time.", [$"one takes {each}, and there are {CostText.Time(s.Seconds)}"], [AdviceStep.Write("fewer epochs into budget in hyper.yaml, or take more time")]),
            < ByHandBelow => ByHand(fits),
            < GridBelow when s.Parameters == 1 => Grid(s, fits),
            < ModelFrom => Evenly(s, fits),
            < GridBelow when s.Parameters <= FewParameters => Evenly(s, fits),
            _ => Model(s, fits),
        };
    }

    private static Recommendation ByHand(string fits) => new(
        "by-hand",
        "Tune by hand: the learning rate first, and nothing else unless time is left.",
        [fits, $"a search of fewer than {ByHandBelow} trials is hardly better than a guess"],
        [
            AdviceStep.Write("default: 0.001, then 0.01, then 0.1 for learning_rate into hyper.yaml, and after each:"),
            AdviceStep.Type("dotnet hyper generate"),
            AdviceStep.Type("dotnet hyper train"),
            AdviceStep.Write("a factor of 3 either way around the best, and the same once more"),
        ]);

    private static Recommendation Grid(Situation s, string fits) => new(
        "grid",
        "Search a grid: with one parameter it covers its range as evenly as anything.",
        [fits, "a model would choose only what is left after its first 10 trials", $"the baseline and two trainings of it and of the winner with fresh seeds take {ShortConfirm + 1} of them"],
        [AdviceStep.Write($"sampler: grid, points: {Whole(s.Trainings - ShortConfirm - 1)}, {ConfirmLess} into the phase in hyper.yaml"), .. Run(s)]);

    private static Recommendation Evenly(Situation s, string fits) => new(
        "random",
        s.Parameters == 1 ? "Search evenly (quasi-random)." : $"Search evenly (quasi-random), not a grid: of {s.Parameters} parameters it tries few values each.",
        [fits, "a model would choose only what is left after its first 10 trials", $"two trainings of the baseline and of the winner with fresh seeds take {ShortConfirm} of them"],
        [AdviceStep.Write($"sampler: quasi-random, trials: {Whole(s.Trainings - ShortConfirm)}, {ConfirmLess} into one phase in hyper.yaml, with the learning rate among its parameters"), .. Run(s)]);

    private static Recommendation Model(Situation s, string fits)
    {
        var enough = s.Trainings >= TrialsOfEach * s.Parameters;
        var spread = enough
            ? $"that is {PlanEffort.Text(Math.Floor(s.Trainings / s.Parameters))} for each of {CostText.Count(s.Parameters, "parameter")}"
            : $"{s.Parameters} parameters would want {PlanEffort.Text(TrialsOfEach * s.Parameters)}; leave out those of importance tiers 4 and 5: width, depth, dropout, clipping, activation, epsilon";
        var budget = string.Create(CultureInfo.InvariantCulture, $"budget: {{ epochs: {s.Epochs}, hours: {s.Seconds / 3600:0.####}, trial_minutes: {s.EpochSeconds * s.Epochs / 60:0.####} }} and trials: auto for each phase into hyper.yaml");
        var steps = new List<AdviceStep> { AdviceStep.Write(budget) };
        if (s.Trainings < 2 * LongConfirm)
        {
            steps.Add(AdviceStep.Write($"{ConfirmLess} under search, since the usual three candidates with three seeds would take up to {LongConfirm} trainings in three phases"));
        }

        if (s.Workers > 1)
        {
            steps.Add(AdviceStep.Write($"workers: {s.Workers} under search, since trials: auto counts on one worker otherwise"));
        }

        return new Recommendation("model", "Search in phases, each evenly at first and then with a model: the learning rate first.", [fits, spread], [.. steps, .. Run(s)]);
    }

    private static IEnumerable<AdviceStep> Run(Situation s)
    {
        AdviceStep[] all = [AdviceStep.Type("dotnet hyper lint"), AdviceStep.Type("dotnet hyper run")];
        return s.HasProject ? all : all.Prepend(AdviceStep.Type("dotnet new hypertune -n Digits  (first, where there is no project yet)"));
    }

    private static string Whole(double value) => Math.Floor(value).ToString("0", CultureInfo.InvariantCulture);
}
