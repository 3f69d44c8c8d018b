using System.Collections.Immutable;
using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Gp;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class GpPrunedTests
{
    private static readonly SearchSpace Space = SearchSpace.Empty.Float("lr", 1e-5, 10, log: true);

    // the first trials of a real search on the digits: the learning rate, the last epoch, the score there
    private static readonly (double Rate, int Epochs, double Fourth, double Score)[] Start =
    [
        (0.001, 30, 0.2167, 0.83), (0.00152, 30, 0.4167, 0.8767), (0.1986, 30, 0.93, 0.9733), (1.09e-5, 30, 0.0933, 0.0933), (0.0188, 30, 0.8967, 0.97),
        (0.000415, 4, 0.1167, 0.1167), (0.3738, 30, 0.94, 0.98), (6.13e-5, 4, 0.0933, 0.0933), (0.00502, 4, 0.7767, 0.7767), (0.00188, 4, 0.5333, 0.5333),
        (7.943, 4, 0.1, 0.1), (2.818, 4, 0.1, 0.1), (0.1246, 30, 0.9367, 0.9767),
    ];

    private static readonly ImmutableDictionary<string, FocusRange> Near = ImmutableDictionary<string, FocusRange>.Empty.Add("lr", new FocusRange(0.3738 / 3, 0.3738 * 3));

    [Fact]
    public void Trials_that_are_pruned_early_near_the_best_do_not_draw_the_search_to_one_place()
    {
        var run = new SamplerRun(Space, new GpSampler(), direction: StudyDirection.Maximize);
        foreach (var (rate, epochs, fourth, score) in Start)
        {
            run.History.Update(Finished(run.History.Finished.Count, rate, epochs, fourth, score));
        }

        var rates = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var number = run.History.Finished.Count;
            rates.Add(new GpSampler().Propose(run.Request(number) with { Focus = Near }).Values["lr"]);
            run.History.Update(Finished(number, rates[^1], 4, 0.9367, 0.9367));
        }

        // one place is what differs by less than 2 %
        var places = rates.Order().Aggregate(new List<double>(), (all, r) => all.Count > 0 && r < 1.02 * all[^1] ? all : [.. all, r]);
        Assert.True(places.Count >= 5, $"7 trials went to {places.Count} places: {string.Join(' ', rates)}");
    }

    [Fact]
    public void A_place_that_noise_cannot_tell_from_a_known_one_is_not_trained_again()
    {
        // a real search whose trials of one seed at 0.05895, 0.05901, 0.05900 and 0.05902 gave the same curve four times
        (double Rate, double Score)[] start = [(0.01, 0.9599), (0.3492, 0.8963), (0.00033, 0.4114), (0.01099, 0.9599), (0.009944, 0.9599), (0.1769, 0.9799), (0.000299, 0.3), (0.0016, 0.82), (0.5874, 0.43), (0.0909, 0.9732)];
        double Score(double rate) => 0.968 - (0.03 * Math.Pow(Math.Log10(rate / 0.11), 2)) + (0.006 * Math.Sin(40 * Math.Log(rate)));
        var run = new SamplerRun(Space, new GpSampler(), direction: StudyDirection.Maximize);
        foreach (var (rate, score) in start)
        {
            run.History.Update(Finished(run.History.Finished.Count, rate, 30, score - 0.05, score));
        }

        var rates = start.Select(s => s.Rate).Where(r => r > 0.05).ToList();
        var focus = Near.SetItem("lr", new FocusRange(0.1769 / 3, 0.1769 * 3));
        for (var i = 0; i < 12; i++)
        {
            var number = run.History.Finished.Count;
            rates.Add(new GpSampler().Propose(run.Request(number) with { Focus = focus }).Values["lr"]);
            run.History.Update(Finished(number, rates[^1], 30, Score(rates[^1]) - 0.05, Score(rates[^1])));
        }

        var nearest = rates.Order().Zip(rates.Order().Skip(1), (a, b) => b / a).Min();
        Assert.True(nearest > 1.003, $"two of the trials differ by a factor of {nearest} only: {string.Join(' ', rates.Order())}");
    }

    private static FrozenTrial Finished(int number, double rate, int epochs, double fourth, double score)
    {
        IntermediateValue[] curve = epochs == 4 ? [new(4, fourth)] : [new(4, fourth), new(epochs, score)];
        return new FrozenTrial
        {
            Id = number + 1,
            Number = number,
            State = epochs == 4 ? TrialState.Pruned : TrialState.Complete,
            Value = score,
            IntermediateValues = [.. curve],
            Parameters = SamplerRun.Trial(number, TrialState.Complete, 0, Space, new Dictionary<string, double> { ["lr"] = rate }).Parameters,
        };
    }
}
