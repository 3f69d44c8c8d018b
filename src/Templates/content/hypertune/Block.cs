namespace Digits;

/// <summary>One block of a transformer: self-attention, then two linear layers, each normalized before and added after.</summary>
public sealed class Block : Module<Tensor, Tensor>
{
    private const int Heads = 4;

    private readonly int _size;
    private readonly Module<Tensor, Tensor> _before;
    private readonly Module<Tensor, Tensor> _attend;
    private readonly Module<Tensor, Tensor> _join;
    private readonly Module<Tensor, Tensor> _think;

    /// <summary>A word is width numbers, a multiple of 4; dropout is the share that a training step leaves out.</summary>
    public Block(int width, double dropout)
        : base("block")
    {
        _size = width / Heads;
        _before = LayerNorm(width);
        _attend = Linear(width, 3 * width);
        _join = Linear(width, width);
        _think = Sequential(
            ("norm", LayerNorm(width)),
            ("wider", Linear(width, 2 * width)),
            ("gelu", GELU()),
            ("dropout", Dropout(dropout)),
            ("back", Linear(2 * width, width)));
        RegisterComponents();
    }

    // (rows, words, width) -> the same
    public override Tensor forward(Tensor input)
    {
        var attended = input + Attend(_before.call(input));
        return attended + _think.call(attended);
    }

    private Tensor Attend(Tensor words)
    {
        var count = words.shape[1];
        var parts = _attend.call(words).reshape(-1, count, 3 * Heads, _size).transpose(1, 2);
        var query = parts.narrow(1, 0, Heads);
        var key = parts.narrow(1, Heads, Heads);
        var value = parts.narrow(1, 2 * Heads, Heads);
        var weights = functional.softmax(query.matmul(key.transpose(2, 3)) / Math.Sqrt(_size), 3);
        return _join.call(weights.matmul(value).transpose(1, 2).reshape(-1, count, Heads * _size));
    }
}
