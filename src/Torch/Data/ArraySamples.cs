using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Joins an array of features and one of class numbers.</summary>
internal static class ArraySamples
{
    /// <summary>Samples of two files that were read.</summary>
    /// <exception cref="HyperException">The rows or the labels do not fit.</exception>
    internal static Samples Join((string Path, Tensor Values) features, (string Path, Tensor Values) labels, float divisor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(divisor, 0);
        var (rows, classes) = (features.Values.shape, labels.Values.shape);
        if (rows.Length < 2 || rows[0] == 0 || classes.Length != 1 || classes[0] != rows[0])
        {
            throw new HyperException($"Samples need rows of features and one class number a row, but {features.Path} has the shape [{string.Join(", ", rows)}] and {labels.Path} the shape [{string.Join(", ", classes)}]. Give two files that belong together.");
        }

        if (labels.Values.dtype is ScalarType.Float32 or ScalarType.Float64)
        {
            throw new HyperException($"Class numbers are whole numbers from 0, but {labels.Path} holds {labels.Values.dtype}. Give the file of class numbers.");
        }

        var numbers = labels.Values.to(int64);
        return numbers.min().ToInt64() < 0
            ? throw new HyperException($"Class numbers are whole numbers from 0, but {labels.Path} holds {numbers.min().ToInt64()}. Mend the file.")
            : new Samples(features.Values.to(float32).div(divisor), numbers);
    }
}
