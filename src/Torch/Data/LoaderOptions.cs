using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Data;

/// <summary>How <see cref="Loader"/> gives rows. Immutable; checked as a whole when the loader is made.</summary>
public sealed record LoaderOptions
{
    /// <summary>Gets the rows of a batch, at least 1; the last one of an epoch takes what is left.</summary>
    /// <value>The default is 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Gets a value indicating whether each epoch takes the rows in an order of its own.</summary>
    /// <value>The default is true.</value>
    public bool Shuffle { get; init; } = true;

    /// <summary>Gets the seed of order and augmentation.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }

    /// <summary>Gets the random changes of each row; null for none.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Gets where the batches go; rows stay where they are.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Gets how many batches a thread of its own prepares ahead, at least 0; 0 prepares each as it is asked for. The batches are the same.</summary>
    /// <value>The default is 2.</value>
    public int Prefetch { get; init; } = 2;

    /// <summary>Gets a value indicating whether batches for a CUDA device pass through pinned memory, from which they are copied while the device computes.</summary>
    /// <value>The default is true; on the CPU it does nothing.</value>
    public bool PinMemory { get; init; } = true;

    internal void Validate()
    {
        var checks = new OptionChecks();
        checks.AtLeast(1, nameof(BatchSize), BatchSize, "Start from 64");
        checks.AtLeast(0, nameof(Prefetch), Prefetch, "Leave it at 2");
        Augmentation?.Check(checks);
        checks.Throw(nameof(LoaderOptions));
    }
}
