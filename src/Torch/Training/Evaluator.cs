using HyperScaffold.Torch.Data;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>Scores a model on samples without training it.</summary>
internal static class Evaluator
{
    // large enough that a call is cheap beside its work, small enough for the memory of a convolution
    private const int RowsAtOnce = 1024;

    /// <summary>Scores a model in evaluation on the first rows, all by default, and switches it back to training.</summary>
    internal static Score Evaluate(nn.Module<Tensor, Tensor> model, Samples samples, Device place, int most = int.MaxValue)
    {
        model.eval();
        using var quiet = no_grad();
        var (loss, right, count) = (0.0, 0.0, Math.Min(most, samples.Count));
        for (var start = 0; start < count; start += RowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var rows = Math.Min(RowsAtOnce, count - start);
            var labels = samples.Labels.narrow(0, start, rows).to(place);
            var logits = model.call(samples.Features.narrow(0, start, rows).to(place));
            loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).ToDouble();
            right += logits.argmax(1).eq(labels).sum().ToDouble();
        }

        model.train();
        return new Score(loss / count, right / count);
    }
}
