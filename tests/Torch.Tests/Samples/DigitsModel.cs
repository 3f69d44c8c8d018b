namespace Digits;

/// <summary>The network: one hidden layer, with dropout before the output.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> layers;

    public Model(HyperParameters hp)
        : base(nameof(Model))
    {
        layers = Sequential(
            ("hidden", Linear(Data.Features, hp.Hidden)),
            ("relu", ReLU()),
            ("dropout", Dropout(hp.Dropout)),
            ("output", Linear(hp.Hidden, Data.Classes)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input);
}
