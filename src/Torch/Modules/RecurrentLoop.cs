using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>
/// Recurrent layers step by step, for weights that hold members: libtorch's own recurrent operators know one set of
/// weights only, while each operator here has a fused form.
/// </summary>
/// <param name="shape">The layer's sizes.</param>
/// <param name="weights">The weights in libtorch's order.</param>
/// <param name="training">True to drop values between layers.</param>
internal sealed class RecurrentLoop(RecurrentShape shape, Tensor[] weights, bool training)
{
    /// <summary>Computes one step of a layer from the gates of the input, the weights of the state and the states before.</summary>
    /// <param name="gates">The input's part of all gates.</param>
    /// <param name="recurrent">Applies the state's weights to a state.</param>
    /// <param name="states">The states before.</param>
    /// <returns>The states after; the first one is the output.</returns>
    internal delegate Tensor[] Cell(Tensor gates, Func<Tensor, Tensor> recurrent, Tensor[] states);

    /// <summary>Runs all layers over all steps.</summary>
    /// <param name="input">Length by rows by features, or rows first.</param>
    /// <param name="states">The first states, each layers by rows by features.</param>
    /// <param name="cell">One step.</param>
    /// <returns>The output in the input's order, and the last states.</returns>
    internal (Tensor Output, Tensor[] Last) Run(Tensor input, Tensor[] states, Cell cell)
    {
        var steps = shape.BatchFirst ? input.transpose(0, 1) : input;
        var ends = states.Select(_ => new List<Tensor>()).ToArray();
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var outputs = new List<Tensor>();
            for (var direction = 0; direction < shape.Directions; direction++)
            {
                var place = (layer * shape.Directions) + direction;
                var (output, last) = Read(steps, [.. states.Select(s => s.select(0, place))], place, (cell, direction == 1));
                outputs.Add(output);
                Array.ForEach([.. ends.Zip(last)], p => p.First.Add(p.Second));
            }

            steps = outputs.Count == 1 ? outputs[0] : cat(outputs, 2);
            steps = layer < shape.Layers - 1 && shape.Dropout > 0 ? nn.functional.dropout(steps, shape.Dropout, training) : steps;
        }

        return (shape.BatchFirst ? steps.transpose(0, 1) : steps, [.. ends.Select(e => stack(e))]);
    }

    /// <summary>Long short-term memory: gates in the order input, forget, cell, output.</summary>
    internal Tensor[] Lstm(Tensor gates, Func<Tensor, Tensor> recurrent, Tensor[] states)
    {
        var parts = Parts(gates + recurrent(states[0]), 4);
        var cells = (parts[1].sigmoid() * states[1]) + (parts[0].sigmoid() * parts[2].tanh());
        return [parts[3].sigmoid() * cells.tanh(), cells];
    }

    /// <summary>Gated recurrent units: gates in the order reset, update, new.</summary>
    internal Tensor[] Gru(Tensor gates, Func<Tensor, Tensor> recurrent, Tensor[] states)
    {
        var (input, state) = (Parts(gates, 3), Parts(recurrent(states[0]), 3));
        var (reset, update) = ((input[0] + state[0]).sigmoid(), (input[1] + state[1]).sigmoid());
        var next = (input[2] + (reset * state[2])).tanh();
        return [next + (update * (states[0] - next))];
    }

    private (Tensor Output, Tensor[] Last) Read(Tensor input, Tensor[] states, int place, (Cell Cell, bool FromEnd) way)
    {
        var own = weights.AsSpan(place * (shape.HasBias ? 4 : 2), shape.HasBias ? 4 : 2).ToArray();
        var (length, outputs) = ((int)input.size(0), new Tensor[input.size(0)]);
        var gates = nn.functional.linear(input, own[0], shape.HasBias ? own[2] : null);
        for (var step = 0; step < length; step++)
        {
            var at = way.FromEnd ? length - 1 - step : step;
            states = way.Cell(gates.select(0, at), s => nn.functional.linear(s, own[1], shape.HasBias ? own[3] : null), states);
            outputs[at] = states[0];
        }

        return (stack(outputs), states);
    }

    private Tensor[] Parts(Tensor gates, int count) => [.. Enumerable.Range(0, count).Select(i => gates.narrow(1, i * shape.Hidden, shape.Hidden))];
}
