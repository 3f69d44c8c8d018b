namespace HyperScaffold.Torch.Modules;

/// <summary>The sizes of a recurrent layer; a step computes <see cref="Gates"/> values for each feature.</summary>
internal sealed record RecurrentShape(long Inputs, long Hidden, long Layers, int Gates)
{
    /// <summary>Gets a value indicating whether biases are added.</summary>
    internal bool HasBias { get; init; }

    /// <summary>Gets a value indicating whether rows come before the length.</summary>
    internal bool BatchFirst { get; init; }

    /// <summary>Gets the probability of dropping a value between layers.</summary>
    internal double Dropout { get; init; }

    /// <summary>Gets a value indicating whether a second direction reads from the end.</summary>
    internal bool Bidirectional { get; init; }

    /// <summary>Gets the number of directions.</summary>
    internal int Directions => Bidirectional ? 2 : 1;

    /// <summary>Refuses sizes below 1.</summary>
    /// <exception cref="HyperException">A size is below 1.</exception>
    internal void Check(string name)
    {
        (string, long)[] sizes = [("inputSize", Inputs), ("hiddenSize", Hidden), ("numLayers", Layers)];
        HyperException.ThrowIfAny(name, [.. sizes.Where(s => s.Item2 < 1).Select(s => new Problem(s.Item1, $"{s.Item2}", "it must be at least 1", "Start from 1"))]);
    }

    /// <summary>The parameters by PyTorch's names, in libtorch's order.</summary>
    internal IEnumerable<(string Name, long[] Sizes)> Parameters()
    {
        var rows = Gates * Hidden;
        for (var layer = 0L; layer < Layers; layer++)
        {
            foreach (var end in Bidirectional ? (string[])[$"l{layer}", $"l{layer}_reverse"] : [$"l{layer}"])
            {
                yield return ($"weight_ih_{end}", [rows, layer == 0 ? Inputs : Hidden * Directions]);
                yield return ($"weight_hh_{end}", [rows, Hidden]);
                if (HasBias)
                {
                    yield return ($"bias_ih_{end}", [rows]);
                    yield return ($"bias_hh_{end}", [rows]);
                }
            }
        }
    }
}
