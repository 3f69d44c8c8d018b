using System.Collections.Concurrent;
using System.Collections.Immutable;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Tests.Evidence;

/// <summary>Trains by a formula: best near a learning rate of 0.05, a little better for wider networks, diverges above 5.</summary>
internal sealed class FakeTrainings : ITrainings
{
    private const double Largest = 5;

    /// <summary>Gets how often each recipe was asked for.</summary>
    public ConcurrentDictionary<string, int> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether a training also logs its loss.</summary>
    public bool LogsLoss { get; set; } = true;

    /// <summary>Gets who is told how many different trainings were asked for.</summary>
    public Action<int> OnTraining { get; init; } = _ => { };

    public int Epochs => 10;

    public Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation)
    {
        Asked.AddOrUpdate(recipe.Key, 1, (_, n) => n + 1);
        OnTraining(Asked.Count);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Train(recipe));
    }

    private Curve Train(Recipe recipe)
    {
        var rate = Convert.ToDouble(recipe.Values["learning_rate"], null);
        var width = Convert.ToDouble(recipe.Values["hidden"], null);
        var quality = 0.97 - (0.03 * Math.Pow(Math.Log10(rate / 0.05), 2)) + (0.01 * Math.Log10(width / 128)) + (0.002 * Math.Sin(recipe.Seed));
        var values = Enumerable.Range(1, rate > Largest ? 1 : Epochs)
            .Select(e => new IntermediateValue(e, Math.Round(Math.Clamp(quality, 0.1, 1) * (1 - Math.Exp(-e)) * 300) / 300))
            .ToImmutableArray();
        var metrics = ImmutableSortedDictionary.Create<string, ImmutableArray<IntermediateValue>>(StringComparer.Ordinal)
            .Add("train_value", values)
            .Add("train_loss", [.. values.Select(v => new IntermediateValue(v.Step, 1 - v.Value))]);
        return new Curve(values, LogsLoss ? metrics.Add("validation_loss", metrics["train_loss"]) : metrics, rate > Largest)
        {
            Test = recipe.ScoresTest ? Math.Round((quality - 0.01) * 297) / 297 : null,
        };
    }
}
