using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>Gated recurrent units (Cho et al. 2014) over length by rows by features.</summary>
public sealed class GRU : RecurrentLayer
{
    internal GRU(RecurrentShape shape, Device? device, ScalarType? dtype)
        : base(nameof(GRU), shape, device, dtype)
    {
    }

    /// <summary>Computes the output; see <see cref="call"/>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="h0">The first hidden state (layers by rows by features); null for zeros.</param>
    /// <returns>The output of each step, and the last hidden state.</returns>
    /// <exception cref="TorchException">A shape does not fit.</exception>
    public (Tensor output, Tensor hn) forward(Tensor input, Tensor? h0 = null)
    {
        Check(input);
        if (h0 is not null)
        {
            CheckState(input, h0);
        }

        using var scope = NewDisposeScope();
        if (Weights[0].Members is not null)
        {
            var loop = new RecurrentLoop(Shape, Weights, training);
            var (shown, last) = loop.Run(input, [h0 ?? Zeros(input)], loop.Gru);
            return (shown.MoveToOuterDisposeScope(), last[0].MoveToOuterDisposeScope());
        }

        var (output, hn) = Aten.GruInput(input, h0 ?? Zeros(input), Weights, Shape.HasBias, Shape.Layers, Shape.Dropout, training, Shape.Bidirectional, Shape.BatchFirst);
        return (output.MoveToOuterDisposeScope(), hn.MoveToOuterDisposeScope());
    }

    /// <summary>Computes the output.</summary>
    /// <param name="input">The input.</param>
    /// <param name="h0">The first hidden state (layers by rows by features); null for zeros.</param>
    /// <returns>The output of each step, and the last hidden state.</returns>
    /// <exception cref="TorchException">A shape does not fit.</exception>
    public (Tensor output, Tensor hn) call(Tensor input, Tensor? h0 = null) => forward(input, h0);
}
