using HyperScaffold.Torch.Modules;
using static HyperScaffold.Torch.torch;
using static HyperScaffold.Torch.torch.nn;

namespace HyperScaffold.Bench.Training;

/// <summary>The networks of the table; pytorch_training.py has the same.</summary>
internal static class Networks
{
    internal static Module<Tensor, Tensor> Make(string name) => name switch
    {
        "mlp1" => Sequential(Linear(64, 128), ReLU(), Linear(128, 10)),
        "mlp2" => Sequential(Linear(64, 128), ReLU(), Linear(128, 128), ReLU(), Linear(128, 10)),
        "cnn" => Sequential(Conv2d(1, 8, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(8, 16, 3, padding: 1), ReLU(), MaxPool2d(2), Flatten(), Linear(64, 10)),
        "transformer" => new Transformer(),
        _ => Sequential(Linear(64, 64), ReLU(), Linear(64, 10)),
    };

    // a row of pixels is a word; one block of attention and a network for each word
    private sealed class Transformer : Module<Tensor, Tensor>
    {
        private const int Width = 32;
        private readonly Linear _words = Linear(8, Width);
        private readonly MultiheadAttention _attention = MultiheadAttention(Width, 4);
        private readonly LayerNorm _first = LayerNorm(Width);
        private readonly Sequential _each = Sequential(Linear(Width, 64), ReLU(), Linear(64, Width));
        private readonly LayerNorm _second = LayerNorm(Width);
        private readonly Linear _classes = Linear(Width, 10);

        internal Transformer()
            : base(nameof(Transformer)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = _words.call(input.view(-1, 8, 8).transpose(0, 1));
            x = _first.call(x + _attention.call(x, x, x, need_weights: false).Item1);
            x = _second.call(x + _each.call(x));
            return _classes.call(x.mean([0L]));
        }
    }
}
