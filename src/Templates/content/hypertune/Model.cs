namespace Digits;

/// <summary>The network: one hidden layer with dropout. Change it as you like; a hyperparameter is a property of hp.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _layers;

    public Model(HyperParameters hp)
        : base("model")
    {
        _layers = Sequential(
            ("hidden", Linear(Data.Inputs, hp.Hidden)),
            ("relu", ReLU()),
            ("dropout", Dropout(hp.Dropout)),
            ("output", Linear(hp.Hidden, Data.Classes)));
        RegisterComponents();
    }

    // (rows, inputs) -> (rows, classes)
    public override Tensor forward(Tensor input) => _layers.call(input);
}
