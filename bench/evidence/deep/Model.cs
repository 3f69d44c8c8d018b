namespace Digits;

/// <summary>Six hidden layers without normalization: such a network diverges at rates at which the template's still trains.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private const int Layers = 6;
    private readonly Module<Tensor, Tensor> _layers;

    public Model(HyperParameters hp)
        : base("model")
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        for (var i = 0; i < Layers; i++)
        {
            layers.Add(($"hidden{i}", Linear(i == 0 ? Data.Inputs : hp.Hidden, hp.Hidden)));
            layers.Add(($"relu{i}", ReLU()));
        }

        layers.Add(("output", Linear(hp.Hidden, Data.Classes)));
        _layers = Sequential([.. layers]);
        RegisterComponents();
    }

    // (rows, inputs) -> (rows, classes)
    public override Tensor forward(Tensor input) => _layers.call(input);
}
