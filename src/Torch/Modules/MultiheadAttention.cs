using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>
/// Attention with several heads (Vaswani et al. 2017). Inputs are length by rows by features. Weights start as in
/// PyTorch: Xavier's uniform ones for the three projections, biases at 0.
/// </summary>
public sealed class MultiheadAttention : nn.Module
{
    private readonly long _features;
    private readonly long _heads;
    private readonly double _dropout;
    private readonly Linear _output;

    internal MultiheadAttention(long features, long heads, double dropout, bool hasBias)
        : base(nameof(MultiheadAttention))
    {
        if (heads < 1 || features % heads != 0)
        {
            throw new HyperException($"The heads of a MultiheadAttention must divide its features, but got {heads} heads and {features} features. Change one.");
        }

        (_features, _heads, _dropout) = (features, heads, dropout);
        _output = new Linear(features, features, hasBias, null, null);
        in_proj_weight = new Parameter(nn.init.xavier_uniform_(empty(3 * features, features)));
        register_parameter(nameof(in_proj_weight), in_proj_weight);
        if (hasBias)
        {
            in_proj_bias = NewParameter.Filled([3 * features], 0, null, null);
            register_parameter(nameof(in_proj_bias), in_proj_bias);
            nn.init.zeros_(_output.bias!);
        }

        register_module("out_proj", _output);
    }

    /// <summary>Gets the weights of the projections of query, key and value, one below the other.</summary>
    public Parameter in_proj_weight { get; }

    /// <summary>Gets the biases of the projections, or null.</summary>
    public Parameter? in_proj_bias { get; }

    private protected override string Described => $"{GetName()}({_features} features, {_heads} heads)";

    /// <summary>Computes the output; see <see cref="call"/>.</summary>
    /// <param name="query">What asks: length by rows by features.</param>
    /// <param name="key">What is asked: length by rows by features.</param>
    /// <param name="value">What answers, in the key's shape.</param>
    /// <param name="key_padding_mask">Rows by key length, true where a key does not count; or null.</param>
    /// <param name="need_weights">True for the attention, as the mean over the heads; without it the call is faster.</param>
    /// <param name="attn_mask">Query by key length, true where a key is hidden, or numbers that are added; or null.</param>
    /// <returns>The output in the query's shape, and the attention (rows by query by key length) or a null.</returns>
    /// <exception cref="TorchException">A shape does not fit.</exception>
    public Tuple<Tensor, Tensor?> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        foreach (var input in (Tensor[])[query, key, value])
        {
            if (input.shape is not [_, _, var width] || width != _features)
            {
                throw ShapeMessage.For(Described, $"query, key and value of 3 dimensions (length, rows, {_features} features)", input);
            }
        }

        using var scope = NewDisposeScope();
        var (q, k, v) = Projected(query, key, value);
        var mask = AttentionMask.Join(attn_mask, key_padding_mask, _heads);
        var p = training ? _dropout : 0;
        var (heads, weights) = need_weights
            ? nn.functional.Attend(q, k, v, mask, p)
            : (nn.functional.scaled_dot_product_attention(q, k, v, mask, p), null);
        var joined = heads.permute(2, 0, 1, 3).reshape(query.shape);
        return new(_output.call(joined).MoveToOuterDisposeScope(), weights?.mean([1]).MoveToOuterDisposeScope());
    }

    /// <summary>Computes the output.</summary>
    /// <param name="query">What asks: length by rows by features.</param>
    /// <param name="key">What is asked: length by rows by features.</param>
    /// <param name="value">What answers, in the key's shape.</param>
    /// <param name="key_padding_mask">Rows by key length, true where a key does not count; or null.</param>
    /// <param name="need_weights">True for the attention, as the mean over the heads; without it the call is faster.</param>
    /// <param name="attn_mask">Query by key length, true where a key is hidden, or numbers that are added; or null.</param>
    /// <returns>The output in the query's shape, and the attention (rows by query by key length) or a null.</returns>
    /// <exception cref="TorchException">A shape does not fit.</exception>
    public Tuple<Tensor, Tensor?> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        forward(query, key, value, key_padding_mask, need_weights, attn_mask);

    // where all three are one tensor, one product does for all projections
    private (Tensor Query, Tensor Key, Tensor Value) Projected(Tensor query, Tensor key, Tensor value)
    {
        if (ReferenceEquals(query, key) && ReferenceEquals(query, value))
        {
            var parts = nn.functional.linear(query, in_proj_weight, in_proj_bias).split(_features, -1);
            return (Heads(parts[0]), Heads(parts[1]), Heads(parts[2]));
        }

        return (Heads(Projected(query, 0)), Heads(Projected(key, 1)), Heads(Projected(value, 2)));
    }

    private Tensor Projected(Tensor input, long part) =>
        nn.functional.linear(input, in_proj_weight.narrow(0, part * _features, _features), in_proj_bias?.narrow(0, part * _features, _features));

    // length, rows, features -> rows, heads, length, features of a head
    private Tensor Heads(Tensor projected)
    {
        var sizes = projected.shape;
        return projected.reshape(sizes[0], sizes[1], _heads, _features / _heads).permute(1, 2, 0, 3);
    }
}
