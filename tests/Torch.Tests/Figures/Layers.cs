using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Figures;

/// <summary>Compares a layer with PyTorch's of the same weights, forward and backward, as there_and_back in figures.py.</summary>
internal static class Layers
{
    internal static T Filled<T>(T module)
        where T : Module
    {
        using var quiet = no_grad();
        foreach (var (parameter, i) in module.parameters().Select((p, i) => (p, i)))
        {
            parameter.copy_(Wave(parameter.shape, 1.0 + i) * 0.5);
        }

        return module;
    }

    internal static void AssertThereAndBack(string name, Module<Tensor, Tensor> module, Tensor input)
    {
        var x = input.clone().requires_grad_();
        var y = Filled(module).call(x);
        (y * Wave(y.shape, 0.4)).sum().backward();
        AssertFigure(name, Flat(y));
        AssertFigure(name + "_grads", Flat(x.grad!).Concat(module.parameters().SelectMany(p => Flat(p.grad!))));
    }
}
