using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>softmax(q k^T / sqrt(d)) v (Vaswani et al. 2017), in one operator where this libtorch has it (from 2.0).</summary>
            /// <param name="query">q: any dimensions, then length and d features.</param>
            /// <param name="key">k, likewise.</param>
            /// <param name="value">v, likewise.</param>
            /// <param name="attn_mask">True where a key counts, or numbers that are added to the scores; or null.</param>
            /// <param name="p">The probability of dropping a weight, in [0, 1).</param>
            /// <param name="is_casual">True to hide what comes after each position; then there is no other mask.</param>
            /// <returns>The output in the query's shape.</returns>
            /// <exception cref="HyperException">A mask is given although <paramref name="is_casual"/> is true.</exception>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                ArgumentNullException.ThrowIfNull(query);
                ArgumentNullException.ThrowIfNull(key);
                if (is_casual && attn_mask is not null)
                {
                    throw new HyperException("Attention takes attn_mask or is_casual, but got both. Leave out one.");
                }

                if (Aten.Handles.ScaledDotProductAttention.IsKnown)
                {
                    return Aten.ScaledDotProductAttention(query, key, value, attn_mask, p, is_casual);
                }

                using var scope = NewDisposeScope();
                var mask = is_casual ? AttentionMask.Causal(query, key)
                    : attn_mask?.dtype == ScalarType.Bool ? AttentionMask.Join(attn_mask.eq(false), null, 1)
                    : attn_mask;
                return Attend(query, key, value, mask, p).Output.MoveToOuterDisposeScope();
            }

            /// <summary>Attention step by step, for the weights and for a libtorch without the operator; the mask is added.</summary>
            internal static (Tensor Output, Tensor Weights) Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, double p)
            {
                var scores = (query * (1 / Math.Sqrt(query.shape[^1]))).matmul(key.transpose(-2, -1));
                var weights = (mask is null ? scores : scores + mask).softmax(-1);
                var kept = p > 0 ? dropout(weights, p) : weights;
                return (kept.matmul(value), kept);
            }
        }
    }
}
