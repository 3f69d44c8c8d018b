namespace Digits;

/// <summary>Six layers that each add to what they get, without normalization: such a network does not die at large rates, it diverges.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private const int Layers = 6;
    private readonly Module<Tensor, Tensor> _first;
    private readonly List<Module<Tensor, Tensor>> _layers = [];
    private readonly Module<Tensor, Tensor> _output;

    public Model(HyperParameters hp)
        : base("model")
    {
        _first = Linear(Data.Inputs, hp.Hidden);
        for (var i = 0; i < Layers; i++)
        {
            var layer = Sequential(("linear", Linear(hp.Hidden, hp.Hidden)), ("relu", ReLU()));
            register_module($"layer{i}", layer);
            _layers.Add(layer);
        }

        _output = Linear(hp.Hidden, Data.Classes);
        RegisterComponents();
    }

    // (rows, inputs) -> (rows, classes)
    public override Tensor forward(Tensor input) => _output.call(_layers.Aggregate(_first.call(input), (x, layer) => x + layer.call(x)));
}
