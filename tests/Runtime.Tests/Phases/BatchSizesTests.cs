using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class BatchSizesTests
{
    private const int Epochs = 8;
    private static readonly CategoricalDistribution Sizes = new(16L, 64L, 128L);
    private static readonly DateTime Begin = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_small_batch_that_wins_by_its_steps_alone_is_told_so()
    {
        // quality grows with the steps, a little more for large batches
        var lines = BatchSizes.Compare(View(Trial(16, 8, 4, (e, _) => 0.5 + (0.05 * e)), Trial(64, 8, 2, (e, _) => 0.5 + (0.045 * e)), Trial(128, 8, 1, (e, _) => 0.55 + (0.01 * e))));
        Assert.Equal(
            [
                "16 (1 trial): 0.9000 at equal epochs; 0.5500 at equal steps (epoch 1 of 8); 4 s an epoch, 1.0 times the throughput of the slowest",
                "64 (1 trial): 0.8600 at equal epochs; 0.6800 at equal steps (epoch 4 of 8); 2 s an epoch, 2.0 times the throughput of the slowest",
                "128 (1 trial): 0.6300 at equal epochs; 0.6300 at equal steps (epoch 8 of 8); 1 s an epoch, 4.0 times the throughput of the slowest",
                "16 leads at equal epochs and 64 at equal steps: what 16 gains, it gains by more steps an epoch",
            ],
            lines);
    }

    [Fact]
    public void Pruned_trials_count_where_they_reached_the_steps_and_for_the_time()
    {
        var lines = BatchSizes.Compare(View(Trial(64, 4, 2, (_, _) => 0.7, TrialState.Pruned), Trial(64, 3, 2, (_, _) => 0.9, TrialState.Pruned), Trial(128, 8, 1, (_, _) => 0.6)));
        Assert.Equal("64 (2 trials): no training to the end (a pruned one had 0.9000 by epoch 3); 0.7000 at equal steps (epoch 4 of 8); 2 s an epoch, 1.0 times the throughput of the slowest", lines[0]);
        Assert.Equal("128 leads at equal epochs and 64 at equal steps", lines[^1]);
    }

    [Fact]
    public void A_size_whose_only_whole_training_is_poor_names_the_better_one_that_was_pruned()
    {
        var lines = BatchSizes.Compare(View(Trial(64, 8, 2, (_, _) => 0.1), Trial(64, 5, 2, (_, _) => 0.97, TrialState.Pruned), Trial(128, 8, 1, (_, _) => 0.6), Trial(128, 2, 1, (_, _) => 0.5, TrialState.Pruned)));
        Assert.StartsWith("64 (2 trials): 0.1000 at equal epochs (a pruned one had 0.9700 by epoch 5); ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("128 (2 trials): 0.6000 at equal epochs; ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_size_is_no_comparison() => Assert.Empty(BatchSizes.Compare(View(Trial(64, 8, 2, (_, _) => 0.7))));

    private static PhaseView View(params FrozenTrial[] trials)
    {
        var batch = new PlanParameter { Name = "batch_size", Role = "batch_size", Type = PlanParameterType.Categorical, Default = 64L, Choices = [16L, 64L, 128L] };
        var plan = PhaseSimulation.PlanOf(20, batch);
        plan = plan with { Budget = plan.Budget with { Epochs = Epochs } };
        var decision = new Decision { Phase = plan.Phases[0].Name, Study = "s", State = DecisionState.Open };
        return new PhaseView { Plan = plan, Space = PhaseSpace.Of(plan, DecisionBook.Empty.With(decision), plan.Phases[0]), Decision = decision, Budget = 20, Trials = trials };
    }

    private static FrozenTrial Trial(long size, int epochs, double seconds, Func<int, long, double> value, TrialState state = TrialState.Complete) => new()
    {
        Id = (int)size,
        Number = (int)size,
        State = state,
        Value = value(epochs, size),
        Start = Begin,
        End = Begin.AddSeconds(epochs * seconds),
        Parameters = ImmutableDictionary.Create<string, ParameterValue>(StringComparer.Ordinal).Add("batch_size", new ParameterValue(Sizes, Sizes.ToInternal(size))),
        IntermediateValues = [.. Enumerable.Range(1, epochs).Select(e => new IntermediateValue(e, value(e, size)))],
    };
}
