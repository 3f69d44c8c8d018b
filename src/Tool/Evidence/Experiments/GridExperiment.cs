using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A grid against random and model-based searches with as many trials.</summary>
/// <param name="dimensions">How many parameters are tuned.</param>
internal sealed class GridExperiment(int dimensions) : IExperiment
{
    private const string Grid = "grid";
    private const string Random = "random";
    private const string Model = "model-based (TPE)";
    private const int Fine = 3;
    private const int Coarse = 2;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"grid-{dimensions}");

    /// <inheritdoc/>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"grid, random and model-based search in {dimensions} dimensions");

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS102", "HS109"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Common(plan, dimensions).Count < dimensions
        ? string.Create(CultureInfo.InvariantCulture, $"needs {dimensions} parameters that are often tuned, such as learning_rate, batch_size, weight_decay, dropout and width")
        : null;

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var tuned = ExperimentRoles.Common(plan, dimensions);
        var levels = tuned.Select((p, i) => Levels(p, i < FineOnes(quick) ? Fine : Coarse)).ToList();
        var points = levels.Aggregate(1, (n, l) => n * l.Length);
        var sizes = string.Join(" x ", levels.Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"{l.Length} {tuned[i].Name}")));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{points} trials an arm, as many as the grid has points: {sizes}, the ends of each range among them"),
            [
                new Arm(Grid, b => RunGrid(b, tuned, levels)),
                new Arm(Random, b => b.Search(tuned, "random", points)),
                new Arm(Model, b => b.Search(tuned, "tpe", points)),
            ],
            [
                new Question("A random search ends better than a grid of as many trials.", Random, Grid),
                new Question("A model-based search ends better than a grid of as many trials.", Model, Grid),
                new Question("A model-based search ends better than a random one of as many trials.", Model, Random),
            ]);
    }

    // not many more than a hundred points in all
    private int FineOnes(bool quick) => quick ? 1 : dimensions <= 4 ? dimensions : 1;

    /// <summary>The values of a parameter on a grid: evenly spaced on its scale with both ends; "not used" takes the place of one.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="count">How many values, at least 2.</param>
    /// <returns>External values.</returns>
    internal static ImmutableArray<object?> Levels(PlanParameter parameter, int count)
    {
        double At(int i, int n) => n == 1 ? 0.5 : (double)i / (n - 1);
        if (parameter.Type == PlanParameterType.Categorical)
        {
            var n = Math.Min(count, parameter.Choices.Length);
            return [.. Enumerable.Range(0, n).Select(i => parameter.Choices[(int)Math.Round(At(i, n) * (parameter.Choices.Length - 1))])];
        }

        object Value(double value) => parameter.Type == PlanParameterType.Int ? (object)(long)Math.Round(value) : value;
        double Between(double share) => parameter.Log
            ? parameter.Low * Math.Pow(parameter.High / parameter.Low, share)
            : parameter.Low + ((parameter.High - parameter.Low) * share);
        var numbers = parameter.Disabled is null ? count : count - 1;
        var values = Enumerable.Range(0, numbers).Select(i => Value(Between(At(i, numbers))));
        return parameter.Disabled is { } off ? [Value(off), .. values] : [.. values];
    }

    private static ArmEnd RunGrid(Bench bench, IReadOnlyList<PlanParameter> tuned, List<ImmutableArray<object?>> levels)
    {
        var points = levels.Select((l, i) => (l, tuned[i].Name)).Aggregate(
            new List<ImmutableSortedDictionary<string, object?>> { bench.Defaults },
            (all, next) => [.. all.SelectMany(values => next.l.Select(v => values.SetItem(next.Name, v)))]);
        return Candidates.Best(bench, points);
    }
}
