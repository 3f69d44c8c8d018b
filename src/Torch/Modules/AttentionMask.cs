using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Brings the masks of attention to one that is added to the scores.</summary>
internal static class AttentionMask
{
    /// <summary>Joins a mask of positions and one of padded keys, for scores of rows by heads by query by key length.</summary>
    internal static Tensor? Join(Tensor? positions, Tensor? padding, long heads)
    {
        var added = positions is null ? null : Added(positions);
        if (added is { } each && each.dim() == 3)
        {
            added = each.reshape(each.shape[0] / heads, heads, each.shape[1], each.shape[2]);
        }

        var keys = padding is null ? null : Added(padding).unsqueeze(1).unsqueeze(1);
        return added is null ? keys : keys is null ? added : added + keys;
    }

    /// <summary>Hides what comes after each position.</summary>
    internal static Tensor Causal(Tensor query, Tensor key)
    {
        var all = ones((long[])[query.shape[^2], key.shape[^2]], ScalarType.Bool, query.device);
        return Added(Aten.Triu(all, 1));
    }

    private static Tensor Added(Tensor mask) => mask.dtype == ScalarType.Bool
        ? where(mask, full([], double.NegativeInfinity, ScalarType.Float32, mask.device), zeros((long[])[], ScalarType.Float32, mask.device))
        : mask;
}
