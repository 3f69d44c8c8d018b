namespace Digits;

#if (mlp)
/// <summary>The network: one hidden layer with dropout. Change it as you like; a hyperparameter is a property of hp.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _layers;

    public Model(HyperParameters hp)
        : base("model")
    {
        _layers = Sequential(
#if (mnist)
            ("flatten", Flatten()),
#endif
            ("hidden", Linear(Data.Inputs, hp.Hidden)),
            ("relu", ReLU()),
            ("dropout", Dropout(hp.Dropout)),
            ("output", Linear(hp.Hidden, Data.Classes)));
        RegisterComponents();
    }

    // (rows, inputs) -> (rows, classes)
    public override Tensor forward(Tensor input) => _layers.call(input);
}
#endif
#if (cnn)
/// <summary>The network: two convolutions, each followed by pooling. Change it as you like; a hyperparameter is a property of hp.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _layers;

    public Model(HyperParameters hp)
        : base("model")
    {
        var side = Data.Side / 4;
        _layers = Sequential(
            ("first", Conv2d(1, hp.Channels, 3, padding: 1)),
            ("relu1", ReLU()),
            ("pool1", MaxPool2d(2)),
            ("second", Conv2d(hp.Channels, 2 * hp.Channels, 3, padding: 1)),
            ("relu2", ReLU()),
            ("pool2", MaxPool2d(2)),
            ("flatten", Flatten()),
            ("dropout", Dropout(hp.Dropout)),
            ("output", Linear(2 * hp.Channels * side * side, Data.Classes)));
        RegisterComponents();
    }

    // pictures of Side x Side pixels -> (rows, classes)
    public override Tensor forward(Tensor input) => _layers.call(input.reshape(-1, 1, Data.Side, Data.Side));
}
#endif
#if (transformer)
/// <summary>The network: a picture's lines are its words, read by two blocks of attention. Change it as you like; a hyperparameter is a property of hp.</summary>
public sealed class Model : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _embed;
    private readonly Parameter _places;
    private readonly Module<Tensor, Tensor> _blocks;
    private readonly Module<Tensor, Tensor> _output;

    public Model(HyperParameters hp)
        : base("model")
    {
        _embed = Linear(Data.Side, hp.Width);
        _places = Parameter(randn(Data.Side, hp.Width) * 0.02);
        _blocks = Sequential(
            ("first", new Block(hp.Width, hp.Dropout)),
            ("second", new Block(hp.Width, hp.Dropout)),
            ("norm", LayerNorm(hp.Width)));
        _output = Linear(hp.Width, Data.Classes);
        RegisterComponents();
    }

    // pictures of Side x Side pixels -> (rows, classes)
    public override Tensor forward(Tensor input)
    {
        var lines = _embed.call(input.reshape(-1, Data.Side, Data.Side)) + _places;
        return _output.call(_blocks.call(lines).mean([1]));
    }
}
#endif
