namespace HyperScaffold.Torch.Fusing;

/// <summary>The fused forms of operators by name. Most treat members as one more dimension of rows.</summary>
internal static class FusedRules
{
    private static readonly string[] OneByOne =
    [
        "abs", "add.Scalar", "add_.Scalar", "clamp", "clamp_", "clone", "contiguous", "detach", "div.Scalar", "div_.Scalar", "eq.Scalar", "exp",
        "fill_.Scalar", "ge.Scalar", "gelu", "gt.Scalar", "isfinite", "isnan", "le.Scalar", "log", "lt.Scalar", "mul.Scalar", "mul_.Scalar",
        "ne.Scalar", "neg", "pow.Tensor_Scalar", "relu", "relu_", "rsub.Scalar", "sigmoid", "sigmoid_", "silu", "silu_", "sqrt", "square",
        "sub.Scalar", "tanh", "tanh_", "to.device", "to.dtype", "zero_",
    ];

    private static readonly string[] Together =
    [
        "add.Tensor", "add_.Tensor", "div.Tensor", "div_.Tensor", "eq.Tensor", "ge.Tensor", "gt.Tensor", "le.Tensor", "lt.Tensor", "maximum",
        "minimum", "mul.Tensor", "mul_.Tensor", "ne.Tensor", "sub.Tensor", "sub_.Tensor", "where.self", "copy_",
    ];

    private static readonly Dictionary<string, FusedRule> Others = new(StringComparer.Ordinal)
    {
        ["linear"] = FusedProducts.Linear,
        ["matmul"] = FusedProducts.Matmul,
        ["bmm"] = FusedProducts.Matmul,
        ["mm"] = FusedProducts.Matmul,
        ["scaled_dot_product_attention"] = FusedProducts.Attention,
        ["embedding"] = FusedProducts.Embedding,
        ["conv1d"] = FusedChannels.Convolution,
        ["conv2d"] = FusedChannels.Convolution,
        ["batch_norm"] = FusedChannels.BatchNorm,
        ["group_norm"] = FusedChannels.GroupNorm,
        ["max_pool2d"] = FusedChannels.Pool,
        ["avg_pool2d"] = FusedChannels.Pool,
        ["adaptive_avg_pool2d"] = FusedChannels.Pool,
        ["pad"] = FusedChannels.Pad,
        ["layer_norm"] = FusedNorms.LayerNorm,
        ["dropout"] = FusedNorms.Dropout,
        ["softmax.int"] = FusedReductions.Along,
        ["log_softmax.int"] = FusedReductions.Along,
        ["argmax"] = FusedReductions.Index,
        ["max.dim"] = FusedReductions.Index,
        ["mean.dim"] = FusedReductions.Reduce,
        ["sum.dim_IntList"] = FusedReductions.Reduce,
        ["narrow"] = FusedShapes.Part,
        ["slice.Tensor"] = FusedShapes.Part,
        ["index_select"] = FusedShapes.Part,
        ["split.Tensor"] = FusedShapes.Split,
        ["select.int"] = FusedShapes.Select,
        ["flatten.using_ints"] = FusedShapes.Flatten,
        ["view"] = FusedShapes.Reshape,
        ["reshape"] = FusedShapes.Reshape,
        ["expand"] = FusedShapes.Expand,
        ["transpose.int"] = FusedShapes.Transpose,
        ["permute"] = FusedShapes.Permute,
        ["unsqueeze"] = FusedShapes.Unsqueeze,
        ["squeeze.dim"] = FusedShapes.Squeeze,
        ["cat"] = FusedShapes.Join,
        ["stack"] = FusedShapes.Join,
    };

    /// <summary>The fused form of an operator.</summary>
    /// <exception cref="NotFusedException">It has none.</exception>
    internal static FusedRule Of(string name)
    {
        const string Prefix = "aten::";
        var bare = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return OneByOne.Contains(bare) ? FusedElements.One
            : Together.Contains(bare) ? FusedElements.Several
            : Others.GetValueOrDefault(bare) ?? throw new NotFusedException(name);
    }
}
