using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>What a training remembers between two epochs, by name. Its tensors belong to whoever made them.</summary>
internal sealed class TrainingState
{
    /// <summary>Gets weights and what is remembered of each.</summary>
    internal Dictionary<string, Tensor> Tensors { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Gets counters and the like.</summary>
    internal Dictionary<string, double> Numbers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The tensors whose names begin with a prefix, by the rest of their names.</summary>
    internal Dictionary<string, Tensor> Under(string prefix) => Tensors
        .Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(t => t.Key[prefix.Length..], t => t.Value, StringComparer.Ordinal);

    /// <summary>Adds tensors, each name behind a prefix.</summary>
    internal void Add(string prefix, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        foreach (var (name, tensor) in tensors)
        {
            Tensors[prefix + name] = tensor;
        }
    }
}
