using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997) over length by rows by features.</summary>
public sealed class LSTM : RecurrentLayer
{
    internal LSTM(RecurrentShape shape, Device? device, ScalarType? dtype)
        : base(nameof(LSTM), shape, device, dtype)
    {
    }

    /// <summary>Computes the output; see <see cref="call"/>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="h0_c0">The first hidden and cell states (layers by rows by features); null for zeros.</param>
    /// <returns>The output of each step, and the last hidden and cell states.</returns>
    /// <exception cref="TorchException">A shape does not fit.</exception>
    public (Tensor output, Tensor hn, Tensor cn) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        Check(input);
        if (h0_c0 is { } given)
        {
            CheckState(input, given.Item1);
            CheckState(input, given.Item2);
        }

        using var scope = NewDisposeScope();
        var (h, c) = h0_c0 ?? (Zeros(input), Zeros(input));
        if (Weights[0].Members is not null)
        {
            var loop = new RecurrentLoop(Shape, Weights, training);
            var (shown, last) = loop.Run(input, [h, c], loop.Lstm);
            return (shown.MoveToOuterDisposeScope(), last[0].MoveToOuterDisposeScope(), last[1].MoveToOuterDisposeScope());
        }

        var (output, hn, cn) = Aten.LstmInput(input, (Tensor[])[h, c], Weights, Shape.HasBias, Shape.Layers, Shape.Dropout, training, Shape.Bidirectional, Shape.BatchFirst);
        return (output.MoveToOuterDisposeScope(), hn.MoveToOuterDisposeScope(), cn.MoveToOuterDisposeScope());
    }

    /// <summary>Computes the output.</summary>
    /// <param name="input">The input.</param>
    /// <param name="h0_c0">The first hidden and cell states (layers by rows by features); null for zeros.</param>
    /// <returns>The output of each step, and the last hidden and cell states.</returns>
    /// <exception cref="TorchException">A shape does not fit.</exception>
    public (Tensor output, Tensor hn, Tensor cn) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => forward(input, h0_c0);
}
