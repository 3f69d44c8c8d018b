using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Rows of features with a class number each. It owns its tensors, which belong to no dispose scope.</summary>
public sealed class Samples : IDisposable
{
    /// <summary>Initializes a new instance of the <see cref="Samples"/> class.</summary>
    /// <param name="features">The features; the first dimension counts the rows.</param>
    /// <param name="labels">The class numbers, one a row, as 64-bit integers from 0.</param>
    /// <exception cref="HyperException">There is no row, or the numbers of rows differ.</exception>
    public Samples(Tensor features, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (features.dim() == 0 || features.size(0) == 0 || labels.dim() != 1 || labels.size(0) != features.size(0))
        {
            throw new HyperException($"Samples need at least one row and one label a row, but got features {features} and labels {labels}. Give both the same number of rows.");
        }

        Features = features.DetachFromDisposeScope();
        Labels = labels.DetachFromDisposeScope();
        Count = checked((int)features.size(0));
    }

    /// <summary>Gets the features; the first dimension counts the rows.</summary>
    public Tensor Features { get; }

    /// <summary>Gets the class numbers.</summary>
    public Tensor Labels { get; }

    /// <summary>Gets the names of the classes in the order of their numbers.</summary>
    /// <value>The default is empty: classes have numbers only.</value>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; }

    /// <summary>Copies chosen rows.</summary>
    /// <param name="rows">Their indices in the wanted order.</param>
    /// <returns>New samples.</returns>
    public Samples Take(IReadOnlyList<int> rows)
    {
        using var scope = NewDisposeScope();
        var index = tensor(rows.Select(row => (long)row).ToArray(), device: Features.device);
        return new Samples(Features.index_select(0, index), Labels.index_select(0, index)) { ClassNames = ClassNames };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Labels.Dispose();
    }
}
