using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Says how labels do not fit the scores of a model.</summary>
internal static class LabelMessage
{
    /// <summary>What does not fit, or null where it is something else.</summary>
    internal static string? Misfit(Tensor scores, Tensor labels, long ignored)
    {
        using var scope = NewDisposeScope();
        var (shape, other) = (scores.shape, labels.shape);
        if (shape.Length < 2 || labels.dtype is not (ScalarType.Int64 or ScalarType.Byte))
        {
            return null;
        }

        long[] expected = [shape[0], .. shape[2..]];
        if (!expected.AsSpan().SequenceEqual(other))
        {
            return $"Cross-entropy of scores of the shape [{string.Join(", ", shape)}] needs labels of the shape [{string.Join(", ", expected)}], but got [{string.Join(", ", other)}]. Change the model's output or the labels.";
        }

        var wrong = Array.FindIndex(labels.to(ScalarType.Int64).data<long>().ToArray(), l => l != ignored && (l < 0 || l >= shape[1]));
        return wrong < 0 ? null
            : $"Cross-entropy of {shape[1]} scores a row needs labels from 0 to {shape[1] - 1}, but row {wrong} of the batch has {labels.reshape(-1)[wrong].ToDouble()}. Give the model's last layer an output for each class, or number the classes from 0.";
    }
}
