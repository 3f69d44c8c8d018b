using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Stochastic gradient descent with momentum, computed for all parameters in a few calls.</summary>
public sealed class SGD : optim.Optimizer
{
    private readonly OptimizerState _momenta = new();

    internal SGD(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    /// <summary>Gets how much of the last step is kept, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public double Momentum { get; init; }

    /// <summary>Gets how much of the gradient is left out of the momentum, in [0, 1]; not in the first step.</summary>
    /// <value>The default is 0.</value>
    public double Dampening { get; init; }

    /// <summary>Gets how much of each weight is added to its gradient.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gets a value indicating whether it looks ahead along the momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Gets a value indicating whether it climbs.</summary>
    public bool Maximize { get; init; }

    private protected override IEnumerable<(string Kind, OptimizerState Memory)> Memories => [("momentum", _momenta)];

    private bool IsPlain => Momentum != 0 && Dampening == 0 && !Nesterov && !Maximize;

    private protected override void Update(Tensor[] tensors)
    {
        if (IsPlain && tensors[0].device.type == DeviceType.CPU)
        {
            UpdatePlain(tensors);
            return;
        }

        using var scope = NewDisposeScope();
        var step = TensorList.GradientsOf(tensors);
        if (Maximize)
        {
            step = Aten.ForeachNeg(step);
        }

        if (WeightDecay != 0)
        {
            step = Aten.ForeachAddList(step, tensors, WeightDecay);
        }

        if (Momentum != 0)
        {
            step = WithMomentum(step, tensors);
        }

        Aten.ForeachAddListInPlace(tensors, step, -LearningRate);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _momenta.Dispose();

    // the commonest case in half the calls: momentum = gradient + Momentum * momentum is one operator on a CPU
    private void UpdatePlain(Tensor[] tensors)
    {
        var momenta = _momenta.Of(tensors, Start);
        for (var i = 0; i < tensors.Length; i++)
        {
            Aten.Whole.AddOut(RawTensor.GradientOf(tensors[i]), momenta[i], momenta[i], Momentum);
        }

        if (WeightDecay != 0)
        {
            Aten.ForeachAddListInPlace(momenta, tensors, WeightDecay);
        }

        Aten.ForeachAddListInPlace(tensors, momenta, -LearningRate);
    }

    private TensorList WithMomentum(TensorList gradients, Tensor[] tensors)
    {
        var momenta = _momenta.Of(tensors, Start);
        Aten.ForeachMulScalarInPlace(momenta, Momentum);
        Aten.ForeachAddListInPlace(momenta, gradients, 1 - Dampening);
        return Nesterov ? Aten.ForeachAddList(gradients, momenta, Momentum) : momenta;
    }

    // the first step takes the whole gradient: momentum * start + (1 - dampening) * gradient = gradient
    private Tensor Start(Tensor parameter)
    {
        var zero = parameter.detach().clone().zero_();
        if (Dampening == 0 || parameter.grad is not { } gradient)
        {
            return zero;
        }

        var decayed = WeightDecay == 0 ? gradient : gradient + (parameter * WeightDecay);
        return decayed * ((Maximize ? -Dampening : Dampening) / Momentum);
    }
}
