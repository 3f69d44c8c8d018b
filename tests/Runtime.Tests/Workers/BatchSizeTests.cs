using HyperScaffold.Workers;

namespace HyperScaffold.Tests.Workers;

public sealed class BatchSizeTests
{
    [Theory]
    [InlineData("quasi-random", 20, 10)]
    [InlineData("tpe", 20, 2)]
    [InlineData("tpe", 4, 0)]
    public void The_first_batch_of_a_worker_asks_how_many_of_its_share_train_best_together(string sampler, int trials, int widest)
    {
        using var batch = new BatchSize(TextWriter.Null, _ => { }).Begin(Order(sampler, trials), () => int.MaxValue);
        Assert.Equal((1, widest), (batch.Size, batch.Widest));
    }

    [Fact]
    public void Later_batches_have_what_was_found_best_as_far_as_the_pruner_has_room()
    {
        var sizes = new BatchSize(TextWriter.Null, _ => { });
        Learn(sizes, Order("random", 20), advised: 4);
        using var wide = sizes.Begin(Order("random", 40), () => int.MaxValue);
        using var narrow = sizes.Begin(Order("random", 20), () => 3);
        using var few = sizes.Begin(Order("random", 6), () => int.MaxValue);
        Assert.Equal([(4, 0), (3, 0), (3, 0)], new[] { wide, narrow, few }.Select(b => (b.Size, b.Widest)));
    }

    [Fact]
    public void What_was_best_of_all_that_were_there_is_asked_again_where_there_are_many_more()
    {
        var sizes = new BatchSize(TextWriter.Null, _ => { });
        Learn(sizes, Order("random", 20), advised: 10);
        using var some = sizes.Begin(Order("random", 30), () => int.MaxValue);
        using var many = sizes.Begin(Order("random", 40), () => int.MaxValue);
        Assert.Equal([(10, 0), (1, 20)], new[] { some, many }.Select(b => (b.Size, b.Widest)));
    }

    [Fact]
    public void A_number_in_the_plan_is_taken_without_a_question()
    {
        using var batch = new BatchSize(TextWriter.Null, _ => { }).Begin(Order("tpe", 20) with { Fuse = "7" }, () => int.MaxValue);
        Assert.Equal((7, 0), (batch.Size, batch.Widest));
    }

    private static RoundOrder Order(string sampler, int trials) => new() { Round = "explore", Trials = trials, Sampler = sampler, Slots = 2, Fuse = "auto" };

    private static void Learn(BatchSize sizes, RoundOrder order, int advised)
    {
        using var batch = sizes.Begin(order, () => int.MaxValue);
        var asked = false;
        batch.Run(seat =>
        {
            if (asked)
            {
                return null;
            }

            asked = true;
            return () =>
            {
                seat.Advise(advised, "measured");
                seat.Meet(0, offers => [.. offers]);
            };
        });
        sizes.End(batch, evaluated: true);
    }
}
