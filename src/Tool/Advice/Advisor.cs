using HyperScaffold.Guidance;

namespace HyperScaffold.Tool.Advice;

/// <summary>Decides whether to tune at all, and how. The thresholds are defaults without a source, but where one is named.</summary>
internal static class Advisor
{
    private const int TinyRows = 200;
    private const double ByHand = 10;
    private const double Model = 20;
    private const int GridParameters = 2;
    private const double TrialsOfEach = 10;

    /// <summary>Gives an advice.</summary>
    /// <param name="situation">What it depends on.</param>
    /// <returns>The advice.</returns>
    public static Recommendation Advise(Situation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return NotYet(situation) ?? Method(situation);
    }

    private static Recommendation? NotYet(Situation s)
    {
        if (s.Underfits)
        {
            return new Recommendation(
                "Do not tune yet. Make the model fit its training data first.",
                ["a model that underfits needs more capacity, more steps or a working learning rate, not regularization or batch size"],
                ["dotnet hyper train"]);
        }

        if (s.Rows < TinyRows)
        {
            return new Recommendation(
                "Do not tune: there is too little data to tell a better configuration from a luckier one.",
                [$"with a fifth of {s.Rows} rows to validate, one row changes the accuracy by {PlanEffort.Text(100.0 / Math.Max(1, s.Rows!.Value / 5))} percent points"],
                []);
        }

        return s.FineTunes
            ? new Recommendation(
                "Do not tune: take the published settings of the model, and try three learning rates at most.",
                ["the defaults of a fine-tuned model come from a search larger than yours"],
                ["dotnet hyper train"])
            : null;
    }

    private static Recommendation Method(Situation s)
    {
        var fits = $"{PlanEffort.Text(s.Trainings)} full trainings fit into the time: {PlanEffort.Text(s.EpochSeconds * s.Epochs / 60)} minutes each" + (s.Workers > 1 ? $", {s.Workers} at once" : string.Empty);
        if (s.Trainings < ByHand)
        {
            return new Recommendation(
                "Tune by hand: the learning rate first, and nothing else unless time is left.",
                [fits, $"a search of fewer than {ByHand} trials is hardly better than a guess"],
                ["write default: 0.001, then 0.01, then 0.1 for learning_rate in hyper.yaml, each followed by:", "dotnet hyper generate, dotnet hyper train", "then a factor of 3 either way around the best"]);
        }

        if (s.Trainings < Model || (s.Parameters <= GridParameters && s.Trainings < 2 * Model))
        {
            return new Recommendation(
                "Search evenly (quasi-random); a grid would do for one parameter, never for more than two.",
                [fits, $"a model-based sampler would choose only what is left after its first 10 trials"],
                ["set sampler: quasi-random and " + Trials(s), "dotnet hyper lint", "dotnet hyper run"]);
        }

        var enough = s.Trainings >= TrialsOfEach * s.Parameters;
        return new Recommendation(
            "Search in phases, each evenly at first and then with a model: the learning rate first.",
            [fits, enough ? $"that is {PlanEffort.Text(s.Trainings / s.Parameters)} trials for each of {s.Parameters} parameters" : $"{s.Parameters} parameters would want {PlanEffort.Text(TrialsOfEach * s.Parameters)}; leave out those of importance tiers 4 and 5"],
            ["dotnet new hypertune -n Digits", "set " + Trials(s) + " over the phases", "dotnet hyper lint", "dotnet hyper run"]);
    }

    private static string Trials(Situation s) => $"trials: {PlanEffort.Text(Math.Floor(s.Trainings * 0.6))} (the rest confirms the winner)";
}
