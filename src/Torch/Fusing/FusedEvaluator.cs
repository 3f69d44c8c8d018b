using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Scores all members on the same samples.</summary>
internal static class FusedEvaluator
{
    private const int RowsOfAll = 2048;
    private const int LeastRows = 128;

    /// <summary>Scores a fused model in evaluation on the first rows, all by default, and switches it back to training.</summary>
    internal static Score[] Evaluate(nn.Module<Tensor, Tensor> model, Samples samples, MemberSet members, int most = int.MaxValue)
    {
        model.eval();
        using var quiet = no_grad();
        using var all = NewDisposeScope();
        var count = Math.Min(most, samples.Count);
        var (rows, sums) = (Math.Max(LeastRows, RowsOfAll / members.Count), zeros(2, members.Count, ScalarType.Float64, members.Device));
        for (var start = 0; start < count; start += rows)
        {
            using var scope = NewDisposeScope();
            var length = Math.Min(rows, count - start);
            var labels = samples.Labels.narrow(0, start, length).to(members.Device);
            sums.add_(FusedLoss.Scores(FusedLoss.Widened(model.call(samples.Features.narrow(0, start, length).to(members.Device))), labels));
        }

        model.train();
        var values = sums.data<double>().ToArray();
        return [.. Enumerable.Range(0, members.Count).Select(m => new Score(values[m] / count, values[m + members.Count] / count))];
    }
}
