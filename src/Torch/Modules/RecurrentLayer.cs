using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>What recurrent layers have in common. Weights and biases are drawn from U(-1/sqrt(h), 1/sqrt(h)) for h features, as in PyTorch.</summary>
public abstract class RecurrentLayer : nn.Module
{
    private readonly long _inputs;

    private protected RecurrentLayer(string name, RecurrentShape shape, Device? device, ScalarType? dtype)
        : base(name)
    {
        shape.Check(name);
        (_inputs, Shape) = (shape.Inputs, shape);
        var bound = 1 / Math.Sqrt(shape.Hidden);
        var weights = new List<Parameter>();
        foreach (var (parameter, sizes) in shape.Parameters())
        {
            var made = NewParameter.Uniform(sizes, bound, dtype, device);
            register_parameter(parameter, made);
            weights.Add(made);
        }

        Weights = [.. weights];
    }

    private protected RecurrentShape Shape { get; }

    private protected Tensor[] Weights { get; }

    private protected override string Described => $"{GetName()}({_inputs} -> {Shape.Hidden})";

    /// <summary>A state of zeros.</summary>
    private protected Tensor Zeros(Tensor input) =>
        zeros((long[])[Shape.Layers * Shape.Directions, input.shape[Shape.BatchFirst ? 0 : 1], Shape.Hidden], input.dtype, input.device);

    private protected void Check(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.shape is not [_, _, var width] || width != _inputs)
        {
            var order = Shape.BatchFirst ? "rows, length" : "length, rows";
            throw ShapeMessage.For(Described, $"an input of 3 dimensions ({order}, {_inputs} features)", input);
        }
    }

    private protected void CheckState(Tensor input, Tensor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        long[] needed = [Shape.Layers * Shape.Directions, input.shape[Shape.BatchFirst ? 0 : 1], Shape.Hidden];
        if (!needed.AsSpan().SequenceEqual(state.shape))
        {
            throw ShapeMessage.For(Described, $"a state of the shape [{string.Join(", ", needed)}]", state);
        }
    }
}
